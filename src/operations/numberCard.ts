import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import type { View } from '../domain/view.ts';
import { button, formButton } from './buttons.ts';
import type { Bridges } from './bridges.ts';
import { equivalentCmdlet } from './cmdletText.ts';
import type { Work } from './operation.ts';
import { yesNo } from './personFacts.ts';
import { firstNames, peopleWith } from './serviceNumbers.ts';

/** One service number: where it is, what it speaks, who uses it, and what can be done with it. */
export async function numberCard(work: Work, bridges: Bridges, known: ServiceNumber): Promise<View> {
  const { number } = known;
  const users = await peopleWith(work.tx, number);
  const place = [known.city, known.country].filter(Boolean).join(', ');
  return {
    kind: 'facts',
    title: message('title.number', { number: formatPhoneNumber(number) }),
    facts: [
      { label: 'type', value: message(`choice.${known.type}`) },
      { label: 'bridge', value: bridges.nameOf(known.bridge) },
      ...(place === '' ? [] : [{ label: 'place', value: place }]),
      { label: 'primaryLanguage', value: known.primaryLanguage || message('text.none') },
      ...(known.secondaryLanguages.length === 0
        ? []
        : [{ label: 'secondaryLanguages', value: known.secondaryLanguages.join(', ') }]),
      { label: 'isBridgeDefault', value: yesNo(known.isDefault) },
      { label: 'usedBy', value: message('text.usedBy', { count: users.length, names: firstNames(users) }) },
    ],
    notes: known.retiring ? [message('note.retiring')] : [],
    cmdlet: equivalentCmdlet([{ operation: 'numbers', input: { number } }], work.house.catalogue),
    buttons: [
      formButton('setLanguages', { number }),
      ...(known.isDefault || known.retiring || known.type !== 'toll'
        ? []
        : [button('setDefaultNumber', { number })]),
      known.isDefault || users.length > 0
        ? button('retireNumber', { number })
        : button('removeNumber', { number }),
    ],
  };
}
