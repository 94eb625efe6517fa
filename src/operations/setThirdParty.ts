import * as z from 'zod';
import { message } from '../domain/message.ts';
import { parsePhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import {
  emptyThirdPartyRecord,
  isEnabled,
  isThirdParty,
  thirdPartyRecordsOf,
  type ThirdPartyRecord,
  type User,
} from '../domain/user.ts';
import { gather, gathering, lossConfirmation, turnOff } from './enabling.ts';
import { onlyPerson, people, toggle, value, type InputOf } from './field.ts';
import { checkSendOptions, SEND_FIELDS } from './sendOptions.ts';
import { ADMINS, operation } from './operation.ts';
import { recordNamed, thirdPartyName, withThirdParties } from './providers.ts';
import { TypedId } from './setConferenceId.ts';
import { recordFacts } from './showThirdParty.ts';

/** `14255551234`, `+1 425 555 1234`, `tel:…`; kept as E.164. */
const TollNumber = z
  .union([z.string(), z.number()])
  .transform((typed) => parsePhoneNumber(String(typed)))
  .pipe(z.string());

/** One number or several, as a list or with commas between them. */
const Numbers = z
  .union([z.string().transform((typed) => typed.split(/[,;\n]/)), z.array(z.union([z.string(), z.number()]))])
  .pipe(z.array(TollNumber).max(10));

const DETAILS = {
  tollNumber: cleared(TollNumber, 'TollNumber'),
  tollFreeNumbers: value(
    Numbers.nullable()
      .transform((numbers) => numbers ?? [])
      .optional(),
    'value-malformed',
    'TollFreeNumbers',
  ),
  participantPasscode: cleared(matching(/^[\d*#]{1,32}$/), 'ParticipantPassCode'),
  domain: cleared(matching(/^(?=.{1,253}$)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u), 'Domain'),
  url: cleared(z.url({ protocol: /^https?$/ }).max(1_024), 'Url'),
  conferenceId: cleared(TypedId, 'ConferenceId'),
};

const FIELDS = {
  people: people(1),
  name: thirdPartyName('Name'),
  ...DETAILS,
  isDefault: toggle('IsDefault'),
  ...SEND_FIELDS,
};

/** Writes down what a third party gave a person: in the record of that name, else in the default one. A new name is a further record. */
export const setThirdParty = operation({
  name: 'setThirdParty',
  cmdlet: { name: 'Set-CsUserAcp' },
  right: ADMINS,
  fields: FIELDS,
  form: ['people', 'name', ...(Object.keys(DETAILS) as (keyof typeof DETAILS)[]), 'isDefault'],
  changes: true,
  undoes: 'undo-impossible',
  personal: true,
  async confirms(work, input) {
    checkSendOptions(input);
    const user = onlyPerson(input.people);
    const provider = recordsWith(user, input).records[0]?.name ?? '';
    if (!isEnabled(user)) return undefined;
    const title = message('question.setProvider', { person: user.displayName, provider });
    return lossConfirmation(work, title, [user]);
  },
  async run(work, input) {
    checkSendOptions(input);
    const user = onlyPerson(input.people);
    const { records, written } = recordsWith(user, input);
    const { changed, notes } = await turnOff(work, user, withThirdParties(user, records), input);
    const gathered = gathering([user]);
    gathered.notes.push(...notes);
    gather(gathered, user, changed, 'done.thirdParty', recordFacts(written, records.indexOf(written)));
    return gathered;
  },
});

/** A person's records with what was given written into one of them, the default one first. */
function recordsWith(user: User, input: InputOf<typeof FIELDS>) {
  const given = givenOf(input);
  const records = thirdPartyRecordsOf(user);
  if (input.name === undefined && !isThirdParty(user))
    throw new Refusal('value-missing', { parameter: 'Name' });
  const name = input.name ?? user.provider;
  const known = recordNamed(records, name);
  if (!input.isDefault && Object.keys(given).length === 0 && known)
    throw new Refusal('value-missing', { parameter: 'TollNumber' });
  const written: ThirdPartyRecord = { ...(known ?? emptyThirdPartyRecord(name)), ...given };
  const others = records.filter((record) => record !== known);
  const isFirst = input.isDefault === true || known === records[0];
  const place = known ? records.indexOf(known) : records.length;
  return {
    written,
    records: isFirst ? [written, ...others] : [...others.slice(0, place), written, ...others.slice(place)],
  };
}

/** The details that a command gives. */
function givenOf(input: InputOf<typeof FIELDS>): Partial<ThirdPartyRecord> {
  const names = Object.keys(DETAILS) as (keyof typeof DETAILS)[];
  return Object.fromEntries(
    names.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
  );
}

/** A detail that `$null` empties. */
function cleared<Output>(schema: z.ZodType<Output>, parameter: string) {
  return value(
    schema
      .nullable()
      .transform((given) => given ?? '')
      .optional(),
    'value-malformed',
    parameter,
  );
}

function matching(pattern: RegExp) {
  return z
    .union([z.string(), z.number()])
    .transform((typed) => String(typed).trim())
    .pipe(z.string().regex(pattern));
}
