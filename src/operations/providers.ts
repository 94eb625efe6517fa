import * as z from 'zod';
import { folded, typingErrors } from '../domain/personSearch.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import {
  emptyThirdPartyRecord,
  isThirdParty,
  MICROSOFT,
  NO_PROVIDER,
  thirdPartyRecordsOf,
  type ThirdPartyRecord,
  type User,
} from '../domain/user.ts';
import { flag, value, type Field } from './field.ts';
import type { Work } from './operation.ts';

/** Replaced providers that are kept for a person; older ones are in the record alone. */
const MOST_KEPT = 10;

/** How far a name may be from Microsoft's and still be taken for a typing error rather than for another company. */
const MOST_ERRORS = 2;

/** What people write for no provider, in their languages. */
const NONE = ['none', 'no provider', 'aucun', 'aucun fournisseur', 'ingen', 'inget', 'ingen leverantor'];

const Line = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\u0000-\u001f\u007f]*$/);

/** The name of a third party, on one line; neither Microsoft, nor nearly, nor None. */
export function thirdPartyName(parameter: string): Field<string | undefined> {
  const plain = value(Line.optional(), 'value-malformed', parameter);
  return {
    ...plain,
    read(raw, name) {
      const typed = plain.read(raw, name) as string | undefined;
      const isOther = typed === undefined || ![MICROSOFT, NO_PROVIDER].includes(meaningOf(typed));
      if (!isOther) throw new Refusal('value-malformed', { value: typed, parameter });
      return typed;
    },
  };
}

/** A provider: `Microsoft`, `None` (`$null` too), or the name of a third party. */
export function providerName(parameter: string): Field<string> {
  const plain = value(Line, 'value-malformed', parameter);
  return {
    ...plain,
    read: (raw, name) => meaningOf(plain.read(raw === null ? NO_PROVIDER : raw, name) as string),
  };
}

/** `-ReplaceProvider`: a third party may go, although its details go with it (rule 8). */
export function replaceProvider(): Field<boolean> {
  return { ...flag('ReplaceProvider'), choices: ['true', 'false'] };
}

/** Whether third parties may be replaced in this command: because it says so, or because the tenant always does. */
export function mayReplace(work: Work, said: boolean): boolean {
  return said || work.settings.AutomaticallyReplaceAcpProvider;
}

/** The refusal to replace somebody's third party, with what would be lost. */
export function notReplaced(user: User): Refusal {
  return new Refusal('provider-not-replaced', {
    person: user.displayName,
    provider: user.provider,
    lost: recordsText(user),
  });
}

/** A person without their third parties, which are kept so that they can be restored. */
export function withoutThirdParties(work: Work, user: User): User {
  const records = thirdPartyRecordsOf(user);
  const kept =
    records.length === 0
      ? user.replacedProviders
      : [...user.replacedProviders, { records, at: work.now.toISOString(), by: work.actor.user.displayName }];
  return { ...user, thirdParty: null, otherThirdParties: [], replacedProviders: kept.slice(-MOST_KEPT) };
}

/** A person with these third-party records, of which the first is the default and the provider. */
export function withThirdParties(user: User, records: readonly ThirdPartyRecord[]): User {
  const [first, ...others] = records;
  if (!first) return { ...user, provider: NO_PROVIDER, thirdParty: null, otherThirdParties: [] };
  return { ...user, provider: first.name, thirdParty: first, otherThirdParties: others };
}

/** A person with another provider: one of several third parties that they have becomes the default, any other replaces them. */
export function movedTo(work: Work, user: User, provider: string): User {
  const records = thirdPartyRecordsOf(user);
  const known = recordNamed(records, provider);
  if (known) return withThirdParties(user, [known, ...records.filter((record) => record !== known)]);
  const moved = { ...withoutThirdParties(work, user), provider };
  return isThirdParty(moved) ? withThirdParties(moved, [emptyThirdPartyRecord(provider)]) : moved;
}

/** The record of a person under a name, whatever its case. */
export function recordNamed(
  records: readonly ThirdPartyRecord[],
  name: string,
): ThirdPartyRecord | undefined {
  return records.find((record) => folded(record.name) === folded(name));
}

/** What a person's third parties know of them, on one line: names first, then values that speak for themselves. */
export function recordsText(user: User): string {
  return thirdPartyRecordsOf(user).map(recordText).join(' · ');
}

/** What a record says, on one line. */
export function recordText(record: ThirdPartyRecord): string {
  const numbers = [record.tollNumber, ...record.tollFreeNumbers].filter((number) => number !== '');
  const details = [record.domain, ...numbers.map(formatPhoneNumber), record.conferenceId, record.url];
  return [record.name, ...details].filter((detail) => detail !== '').join(', ');
}

/** The record as the history keeps it: the participants' passcode is nobody's business there. */
export function recorded(record: ThirdPartyRecord): Record<string, unknown> {
  const { participantPasscode, ...plain } = record;
  return { ...plain, participantPasscode: participantPasscode === '' ? '' : '*****' };
}

/** Refuses somebody whose conferencing no third party runs. */
export function mustBeThirdParty(user: User): void {
  if (!isThirdParty(user))
    throw new Refusal('no-third-party', { person: user.displayName, provider: user.provider });
}

/** The provider that a typed name means. A misspelt Microsoft is no third party. */
function meaningOf(typed: string): string {
  const plain = folded(typed);
  if (NONE.includes(plain)) return NO_PROVIDER;
  const errors = typingErrors(plain, folded(MICROSOFT), MOST_ERRORS);
  if (errors === 0) return MICROSOFT;
  if (errors !== undefined) throw new Refusal('provider-unclear', { value: typed }, [MICROSOFT]);
  return typed;
}
