import { rowFault, type ImportFault, type RowFaultCode } from '../domain/importFile.ts';
import { Refusal } from '../domain/refusal.ts';
import { isEnabled, isThirdParty, NO_PROVIDER, thirdPartyRecordsOf } from '../domain/user.ts';
import type { Bridges } from './bridges.ts';
import { mustBeFree } from './conferenceIds.ts';
import type { PersonDraft } from './importPerson.ts';
import type { Work } from './operation.ts';
import { mayReplace, recordNamed } from './providers.ts';

/** What an import may do beyond writing down what the file says. */
export interface PersonRules {
  bridges: Bridges;
  /** People of a third party may be moved to the organisation's own bridge. */
  replaceProvider: boolean;
}

/** Everything that stands against a person as the file would make them. */
export async function faultsOfPerson(
  work: Work,
  draft: PersonDraft,
  rules: PersonRules,
): Promise<ImportFault[]> {
  return [
    ...(await identityFaults(work, draft)),
    ...mailboxFaults(draft),
    ...numberFaults(draft, rules.bridges),
    ...providerFaults(work, draft, rules),
    ...(await conferenceIdFaults(work, draft)),
  ];
}

/** A user name is one person's, and a person with an object id keeps it. */
async function identityFaults(
  work: Work,
  { row, cells, before, after }: PersonDraft,
): Promise<ImportFault[]> {
  if (before && cells.id && before.id !== null && before.id !== cells.id) {
    return [rowFault(row, 'other-id', 'id', cells.id, { upn: before.upn, id: before.id })];
  }
  const owner = await work.tx.users.byUpn(after.upn);
  if (!owner || owner.key === after.key) return [];
  return [rowFault(row, 'upn-taken', 'upn', after.upn, { person: owner.displayName })];
}

function mailboxFaults({ row, cells, after }: PersonDraft): ImportFault[] {
  const said = cells.hasMailbox !== undefined || cells.email !== undefined;
  if (!said || !after.hasMailbox || after.email !== null) return [];
  return [rowFault(row, 'mailbox-without-address', 'email', '')];
}

/** Numbers belong to the person's bridge and are what their column says (rule 11). */
function numberFaults({ row, cells, after }: PersonDraft, bridges: Bridges): ImportFault[] {
  const { bridge } = after;
  if (cells.bridge && !bridges.has(cells.bridge))
    return [rowFault(row, 'bridge-unknown', 'bridge', cells.bridge)];
  const flawOf = (value: string, type: 'toll' | 'toll-free'): RowFaultCode | undefined => {
    const number = bridges.number(value);
    if (!number) return 'number-unknown';
    if (number.type !== type) return type === 'toll' ? 'number-not-toll' : 'number-not-toll-free';
    return bridge !== null && number.bridge !== bridge ? 'number-other-bridge' : undefined;
  };
  const check = (column: 'serviceNumber' | 'tollFreeServiceNumber', type: 'toll' | 'toll-free') => {
    const value = after[column];
    const said = cells[column] !== undefined || cells.bridge !== undefined;
    const flaw = value === null || !said ? undefined : flawOf(value, type);
    return flaw ? [rowFault(row, flaw, column, value, { bridge: bridge ?? '' })] : [];
  };
  const none =
    isEnabled(after) && after.serviceNumber === null
      ? [rowFault(row, 'no-number-to-give', 'serviceNumber', '')]
      : [];
  return [...check('serviceNumber', 'toll'), ...check('tollFreeServiceNumber', 'toll-free'), ...none];
}

/** A third party is not replaced by another provider by the way (rule 8). */
function providerFaults(work: Work, draft: PersonDraft, { replaceProvider }: PersonRules): ImportFault[] {
  const { row, before, after } = draft;
  if (!before || !isThirdParty(before) || mayReplace(work, replaceProvider)) return [];
  const stays = recordNamed(thirdPartyRecordsOf(before), after.provider) !== undefined;
  if (stays || after.provider === NO_PROVIDER) return [];
  return [rowFault(row, 'provider-not-replaced', 'provider', after.provider, { provider: before.provider })];
}

/** Rules 5 to 7, for an ID that the file gives. */
async function conferenceIdFaults(work: Work, { row, cells, after }: PersonDraft): Promise<ImportFault[]> {
  const value = cells.conferenceId ?? null;
  if (value === null || (value === after.conferenceId && isEnabled(after))) return [];
  if (!isEnabled(after)) {
    // The row of somebody who lost licence or provider may go on naming the ID that died with it.
    const withheld = await work.tx.quarantine.get(value);
    const wasTheirs = value === after.conferenceId || withheld?.userKey === after.key;
    return wasTheirs ? [] : [rowFault(row, 'conference-id-not-enabled', 'conferenceId', value)];
  }
  if (work.settings.UseUniqueConferenceIds) return [rowFault(row, 'dynamic-ids', 'conferenceId', value)];
  try {
    await mustBeFree(work, value, after);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const code = error.code === 'conference-id-taken' ? 'conference-id-taken' : 'conference-id-quarantined';
    return [rowFault(row, code, 'conferenceId', value, { free: error.choices.join(', ') })];
  }
}
