import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import { Bridges } from './bridges.ts';
import { phone, spokenLanguage, spokenLanguages } from './numberFields.ts';
import { ADMINS, operation } from './operation.ts';
import { mustBeOurs } from './serviceNumbers.ts';

/** Says in which languages a number speaks to its callers: the first one, and up to four to choose from, in order. */
export const setLanguages = operation({
  name: 'setLanguages',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingServiceNumber' },
  right: ADMINS,
  fields: {
    number: phone('Identity'),
    primaryLanguage: spokenLanguage('PrimaryLanguage'),
    secondaryLanguages: spokenLanguages('SecondaryLanguages'),
  },
  form: ['number', 'primaryLanguage', 'secondaryLanguages'],
  under: 'numbers',
  changes: true,
  undoes: 'undo-impossible',
  async run(work, { number, primaryLanguage, secondaryLanguages }) {
    const bridges = await Bridges.of(work.tx);
    const known = mustBeOurs(bridges, number);
    if (primaryLanguage === undefined && secondaryLanguages === undefined)
      throw new Refusal('value-missing', { parameter: 'PrimaryLanguage' });
    const primary = primaryLanguage ?? known.primaryLanguage;
    // A language that becomes the first one is no longer one of the others.
    const others = secondaryLanguages ?? known.secondaryLanguages.filter((tag) => tag !== primary);
    const languages = checkedLanguages(primary, others);
    await work.tx.serviceNumbers.put({ ...known, ...languages });
    return {
      lines: [
        {
          person: null,
          what: message('done.setLanguages', { number: formatPhoneNumber(number) }),
          facts: [
            { label: 'primaryLanguage', value: languages.primaryLanguage },
            {
              label: 'secondaryLanguages',
              value:
                languages.secondaryLanguages.length === 0
                  ? message('text.none')
                  : languages.secondaryLanguages.join(', '),
            },
          ],
        },
      ],
      before: languagesOf(known),
      after: languages,
    };
  },
});

/** The languages of a number; none may stand there twice. */
export function checkedLanguages(
  primaryLanguage: string,
  secondaryLanguages: readonly string[],
): Pick<ServiceNumber, 'primaryLanguage' | 'secondaryLanguages'> {
  const all = [primaryLanguage, ...secondaryLanguages];
  const twice = all.find((tag, at) => all.indexOf(tag) < at);
  if (twice !== undefined) throw new Refusal('languages-twice', { value: twice });
  return { primaryLanguage, secondaryLanguages: [...secondaryLanguages] };
}

function languagesOf({ primaryLanguage, secondaryLanguages }: ServiceNumber) {
  return { primaryLanguage, secondaryLanguages };
}
