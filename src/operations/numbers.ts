import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { folded } from '../domain/personSearch.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import type { View } from '../domain/view.ts';
import { Bridges } from './bridges.ts';
import { equivalentCmdlet } from './cmdletText.ts';
import { text, wholeNumber, type InputOf } from './field.ts';
import { BRIDGE_FIELDS, country, numberType, optionalPhone } from './numberFields.ts';
import { numberCard } from './numberCard.ts';
import { ADMINS, operation, type Work } from './operation.ts';
import { mustBeOurs, numbersInUse } from './serviceNumbers.ts';
import { formButton, pageButtons } from './buttons.ts';

/** Numbers on one page. */
const PAGE = 8;

const FIELDS = {
  number: optionalPhone('Identity'),
  type: numberType('Type'),
  city: text('City'),
  country: country('Country'),
  ...BRIDGE_FIELDS,
  page: wholeNumber(1, 1_000_000, 'value-malformed'),
  resultSize: wholeNumber(1, 1_000_000, 'value-malformed', 'ResultSize'),
};

/** Lists the service numbers with who uses them, narrowed by type, place or bridge; or shows one of them. */
export const numbers = operation({
  name: 'numbers',
  cmdlet: { name: 'Get-CsOnlineDialInConferencingServiceNumber' },
  right: ADMINS,
  fields: FIELDS,
  changes: false,
  personal: true,
  async run(work, input): Promise<View> {
    const bridges = await Bridges.of(work.tx);
    if (input.number !== undefined) return numberCard(work, bridges, mustBeOurs(bridges, input.number));
    return listOf(work, bridges, input);
  },
});

async function listOf(work: Work, bridges: Bridges, input: InputOf<typeof FIELDS>): Promise<View> {
  const fitting = inOrder(bridges.numbersOf().filter((one) => fits(bridges, one, input)));
  const size = Math.min(input.resultSize ?? PAGE, PAGE);
  const last = Math.max(1, Math.ceil(fitting.length / size));
  const page = Math.min(input.page ?? 1, last);
  const users = await numbersInUse(work.tx);
  const several = bridges.list().length > 1;
  return {
    kind: 'numbers',
    title: message('title.numbers', { count: fitting.length }),
    numbers: fitting.slice((page - 1) * size, page * size).map((one) => ({
      number: one.number,
      type: one.type,
      city: one.city,
      country: one.country,
      languages: [one.primaryLanguage, ...one.secondaryLanguages].filter((tag) => tag !== ''),
      bridge: several ? bridges.nameOf(one.bridge) : null,
      isDefault: one.isDefault,
      ...(one.retiring && { retiring: true }),
      people: users.get(one.number) ?? 0,
    })),
    notes: last > 1 ? [message('text.page', { page, last })] : [],
    cmdlet: equivalentCmdlet(
      [{ operation: 'numbers', input: { ...input, page: undefined } }],
      work.house.catalogue,
    ),
    buttons: [
      ...pageButtons('numbers', input, page, last),
      formButton('addNumber'),
      formButton('retireNumber'),
    ],
  };
}

/** Whether a number is what was asked for. */
function fits(bridges: Bridges, one: ServiceNumber, input: InputOf<typeof FIELDS>): boolean {
  const bridge = bridges.namedBy(input);
  return (
    (input.type === undefined || one.type === input.type) &&
    (input.city === undefined || folded(one.city) === folded(input.city)) &&
    (input.country === undefined || one.country === input.country) &&
    (bridge === undefined || one.bridge === bridges.named(bridge).id)
  );
}

/** Defaults first, then by number as people read it. */
function inOrder(list: readonly ServiceNumber[]): ServiceNumber[] {
  const rank = (one: ServiceNumber) => `${one.isDefault ? 0 : 1} ${formatPhoneNumber(one.number)}`;
  return [...list].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}
