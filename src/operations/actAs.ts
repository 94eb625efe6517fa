import { message } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import type { View } from '../domain/view.ts';
import { roleOf } from './directory/rolesInForce.ts';
import { people } from './field.ts';
import { EVERYBODY, operation } from './operation.ts';

/** In local mode, lets a caller without an identity (Bot Framework Emulator) act as somebody of the organisation. */
export const actAs = operation({
  name: 'actAs',
  right: EVERYBODY,
  fields: { people: people(1) },
  form: ['people'],
  changes: true,
  undoes: 'undo-impossible',
  localOnly: true,
  async run(work, { people: users }): Promise<View> {
    const [user] = users;
    const { localActor } = work.request.origin;
    if (!user || localActor === null) throw new Refusal('only-local');
    await work.tx.localActors.put({ id: localActor, userKey: user.key });
    const role = await roleOf(work.tx, work.house, user);
    return {
      kind: 'note',
      title: message('done.actAs', { person: user.displayName, role: { text: `role.${role}` } }),
      notes: [],
      buttons: [],
    };
  },
});
