import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import * as z from 'zod';
import { Bridges } from './bridges.ts';
import { text, value } from './field.ts';
import { ADMINS, operation } from './operation.ts';

const Name = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\u0000-\u001f\u007f]*$/);

/** Gives a bridge another name. Its id, its numbers and its people stay as they are. */
export const renameBridge = operation({
  name: 'renameBridge',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingBridge', trigger: 'Name' },
  right: ADMINS,
  fields: { bridge: text('Identity'), newName: value(Name, 'value-malformed', 'Name') },
  form: ['bridge', 'newName'],
  under: 'numbers',
  changes: true,
  undoes: 'undo-impossible',
  async run(work, { bridge: named, newName: name }) {
    const bridges = await Bridges.of(work.tx);
    const bridge = bridges.named(named);
    const other = bridges.find(name);
    if (other && (other.id !== bridge.id || other.name === name))
      throw new Refusal('bridge-name-taken', { value: name });
    await work.tx.bridges.put({ ...bridge, name });
    return {
      lines: [
        {
          person: null,
          what: message('done.renameBridge', { before: bridge.name, name }),
          facts: [{ label: 'bridgeId', value: bridge.id }],
        },
      ],
      before: { name: bridge.name },
      after: { name },
    };
  },
});
