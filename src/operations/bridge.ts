import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import type { Bridge } from '../domain/bridge.ts';
import type { Fact, View } from '../domain/view.ts';
import { Bridges } from './bridges.ts';
import { equivalentCmdlet } from './cmdletText.ts';
import { text } from './field.ts';
import { ADMINS, operation } from './operation.ts';
import { yesNo } from './personFacts.ts';
import { button, formButton } from './buttons.ts';

/** The most bridges on one card. */
const MOST = 10;

/** Shows the bridges: name, id, region, default number, and how many numbers and people they have. */
export const bridge = operation({
  name: 'bridge',
  cmdlet: { name: 'Get-CsOnlineDialInConferencingBridge' },
  right: ADMINS,
  fields: { bridge: text('Identity'), name: text('Name') },
  under: 'numbers',
  changes: false,
  async run(work, input): Promise<View> {
    const bridges = await Bridges.of(work.tx);
    const named = input.bridge ?? input.name;
    const list = named === undefined ? bridges.list() : [bridges.named(named)];
    const facts: Fact[] = [];
    for (const one of list.slice(0, MOST)) {
      const { total } = await work.tx.users.list({ bridges: [one.id], enabled: true }, 0, 0);
      facts.push(...factsOf(bridges, one, total, list.length > 1));
    }
    return {
      kind: 'facts',
      title: message('title.bridges', { count: list.length }),
      facts,
      notes: list.length === 0 ? [message('refusalNext.bridge-none')] : [],
      cmdlet: equivalentCmdlet([{ operation: 'bridge', input }], work.house.catalogue),
      buttons: [button('numbers'), formButton('setDefaultNumber'), formButton('renameBridge')],
    };
  },
});

/** What there is to say of a bridge. */
function factsOf(bridges: Bridges, one: Bridge, people: number, several: boolean): Fact[] {
  const preferred = bridges.defaultOf(one.id);
  const region = one.region || preferred?.country || '';
  return [
    { label: 'bridge', value: one.name },
    { label: 'bridgeId', value: one.id },
    ...(region === '' ? [] : [{ label: 'region', value: region }]),
    {
      label: 'defaultNumber',
      value: preferred ? formatPhoneNumber(preferred.number) : message('text.none'),
    },
    ...(several ? [{ label: 'isDefaultBridge', value: yesNo(one.isDefault) }] : []),
    { label: 'numbers', value: String(bridges.numbersOf(one.id).length) },
    { label: 'bridgePeople', value: String(people) },
  ];
}
