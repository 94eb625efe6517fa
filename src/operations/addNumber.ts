import { message } from '../domain/message.ts';
import { formatPhoneNumber, traitsOf } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import { SPOKEN_LANGUAGES } from '../domain/spokenLanguage.ts';
import { Bridges } from './bridges.ts';
import { text, type InputOf } from './field.ts';
import { checkedLanguages } from './setLanguages.ts';
import {
  BRIDGE_FIELDS,
  country,
  numberType,
  phone,
  spokenLanguage,
  spokenLanguages,
} from './numberFields.ts';
import { ADMINS, operation } from './operation.ts';

const FIELDS = {
  number: phone('Identity'),
  type: numberType('Type'),
  ...BRIDGE_FIELDS,
  city: text('City'),
  country: country('Country'),
  primaryLanguage: spokenLanguage('PrimaryLanguage'),
  secondaryLanguages: spokenLanguages('SecondaryLanguages'),
};

/** Adds a service number to a bridge; what is not said follows from the number itself. */
export const addNumber = operation({
  name: 'addNumber',
  cmdlet: { name: 'Register-CsOnlineDialInConferencingServiceNumber' },
  right: ADMINS,
  fields: FIELDS,
  form: ['number', 'type', 'city', 'primaryLanguage', 'secondaryLanguages'],
  under: 'numbers',
  changes: true,
  undoes: 'undo-impossible',
  async run(work, input) {
    const bridges = await Bridges.of(work.tx);
    const added = numberOf(bridges, input);
    await work.tx.serviceNumbers.put(added);
    const number = formatPhoneNumber(added.number);
    return {
      lines: [
        {
          person: null,
          what: message('done.addNumber', { number, bridge: bridges.nameOf(added.bridge) }),
          facts: [
            { label: 'type', value: message(`choice.${added.type}`) },
            { label: 'place', value: [added.city, added.country].filter(Boolean).join(', ') || '–' },
            {
              label: 'spoken',
              value: [added.primaryLanguage, ...added.secondaryLanguages].join(', '),
            },
          ],
        },
      ],
      notes: added.isDefault ? [message('note.firstNumber', { number })] : [],
      before: {},
      after: { ...added },
    };
  },
});

/** The number as it will be; refused when it is there, or when its bridge would have no default. */
function numberOf(bridges: Bridges, input: InputOf<typeof FIELDS>): ServiceNumber {
  const { number } = input;
  const value = formatPhoneNumber(number);
  const there = bridges.number(number);
  // One that was to go is to stay after all.
  if (there?.retiring) return { ...there, retiring: false };
  if (there) throw new Refusal('number-exists', { value, bridge: bridges.nameOf(there.bridge) });
  const traits = traitsOf(number);
  const type = input.type ?? (traits.tollFree ? 'toll-free' : 'toll');
  const bridge = bridgeFor(bridges, bridges.namedBy(input));
  const isDefault = bridges.defaultOf(bridge) === undefined;
  if (isDefault && type !== 'toll')
    throw new Refusal('default-not-toll', { value, bridge: bridges.nameOf(bridge) });
  const place = input.country ?? traits.country;
  return {
    number,
    type,
    bridge,
    city: input.city ?? '',
    country: place,
    ...checkedLanguages(input.primaryLanguage ?? languageOfCountry(place), input.secondaryLanguages ?? []),
    isDefault,
  };
}

/** The bridge that is named; the very first number makes a bridge of the name that it is given. */
function bridgeFor(bridges: Bridges, named: string | undefined): string {
  if (bridges.list().length === 0 && named !== undefined) return named;
  return bridges.named(named).id;
}

/** The first language that is spoken in a country, else English. */
function languageOfCountry(code: string): string {
  return SPOKEN_LANGUAGES.find((tag) => tag.endsWith(`-${code}`)) ?? 'en-US';
}
