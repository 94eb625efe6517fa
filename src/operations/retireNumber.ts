import { single } from '../domain/button.ts';
import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import type { View } from '../domain/view.ts';
import { button } from './buttons.ts';
import { Bridges } from './bridges.ts';
import { mustBeMigrated } from './migrating/numberLeft.ts';
import { phone } from './numberFields.ts';
import { ADMINS, operation } from './operation.ts';
import { firstNames, fittingNumbers, mustBeOurs, peopleWith } from './serviceNumbers.ts';

/** The most numbers that are offered to choose from. */
const MOST_CHOICES = 8;

/** Begins to retire a number: says who still uses it and asks which number they get instead. Nothing is changed yet. */
export const retireNumber = operation({
  name: 'retireNumber',
  right: ADMINS,
  fields: { number: phone(null) },
  form: ['number'],
  under: 'numbers',
  changes: false,
  personal: true,
  async run(work, { number }): Promise<View> {
    const bridges = await Bridges.of(work.tx);
    const known = mustBeOurs(bridges, number);
    const users = await peopleWith(work.tx, number);
    const shownNumber = formatPhoneNumber(number);
    if (users.length === 0 && !known.isDefault) {
      const left = await mustBeMigrated(work, number);
      return {
        kind: 'note',
        title: message('title.unusedNumber', { number: shownNumber }),
        notes: [message('note.canBeRemoved'), ...left],
        buttons: [button('removeNumber', { number })],
      };
    }
    const fitting = fittingNumbers(bridges, known.bridge, known.type, known.country);
    const choices = fitting.filter((one) => one.number !== number).slice(0, MOST_CHOICES);
    if (choices.length === 0)
      throw new Refusal('number-no-replacement', {
        value: shownNumber,
        bridge: bridges.nameOf(known.bridge),
        type: { text: `choice.${known.type}` },
      });
    return {
      kind: 'pick',
      question: message(known.isDefault ? 'question.retireDefault' : 'question.retire', {
        number: shownNumber,
        count: users.length,
        names: firstNames(users),
        bridge: bridges.nameOf(known.bridge),
      }),
      choices: choices.map((one) => ({
        title: formatPhoneNumber(one.number),
        subtitle: [one.city, one.country, one.primaryLanguage].filter(Boolean).join(' · '),
        request: {
          ...single('replaceNumber', { number, replacement: one.number }),
          preview: work.request.preview,
        },
      })),
    };
  },
});
