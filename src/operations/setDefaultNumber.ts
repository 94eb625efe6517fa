import type { Button } from '../domain/button.ts';
import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import { button } from './buttons.ts';
import { Bridges } from './bridges.ts';
import { text } from './field.ts';
import { phone } from './numberFields.ts';
import { ADMINS, operation, type Change } from './operation.ts';
import { fittingNumbers, mustBeOurs, mustStay, shown } from './serviceNumbers.ts';

/** Makes a toll number the default of its bridge. People keep theirs; to change it for them as well is offered (rule 11). */
export const setDefaultNumber = operation({
  name: 'setDefaultNumber',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingBridge', trigger: 'DefaultServiceNumber' },
  right: ADMINS,
  fields: { number: phone('DefaultServiceNumber'), bridge: text('Identity') },
  form: ['number'],
  under: 'numbers',
  changes: true,
  undoes: 'undo-impossible',
  async run(work, { number, bridge }): Promise<Change> {
    const bridges = await Bridges.of(work.tx);
    const known = checked(bridges, number, bridge);
    const before = bridges.defaultOf(known.bridge);
    if (before) await work.tx.serviceNumbers.put({ ...before, isDefault: false });
    await work.tx.serviceNumbers.put({ ...known, isDefault: true });
    const kept = before
      ? await work.tx.users.list({ defaultNumber: { type: 'toll', number: before.number } }, 0, 0)
      : { total: 0 };
    return {
      lines: [
        {
          person: null,
          what: message('done.setDefaultNumber', {
            number: formatPhoneNumber(number),
            bridge: bridges.nameOf(known.bridge),
          }),
          facts: before ? [{ label: 'numberBefore', value: formatPhoneNumber(before.number) }] : [],
        },
      ],
      notes: [
        message('note.peopleKeepNumber', {
          count: kept.total,
          number: before ? formatPhoneNumber(before.number) : '–',
        }),
      ],
      before: { number: before?.number ?? null },
      after: { number },
      buttons: before && kept.total > 0 ? [moveButton(before, known)] : [],
    };
  },
});

/** A toll number of the bridge that is not its default yet. */
function checked(bridges: Bridges, number: string, named: string | undefined): ServiceNumber {
  const known = mustBeOurs(bridges, number);
  const value = formatPhoneNumber(number);
  const own = named === undefined ? known.bridge : bridges.named(named).id;
  const bridge = bridges.nameOf(own);
  const choices = shown(fittingNumbers(bridges, own, 'toll', known.country));
  if (known.bridge !== own) {
    const other = { bridge: bridges.nameOf(known.bridge), own: bridge };
    throw new Refusal('number-other-bridge', { value, ...other }, choices);
  }
  mustStay(known);
  if (known.type !== 'toll') throw new Refusal('default-not-toll', { value, bridge }, choices);
  if (known.isDefault) throw new Refusal('number-default-already', { value, bridge });
  return known;
}

/** Offers to move those who have the number that was the default before. */
function moveButton(before: ServiceNumber, known: ServiceNumber): Button {
  const input = { fromNumber: before.number, toNumber: known.number };
  return button('changeNumbers', input);
}
