import type { ImportRow } from '../domain/importFile.ts';
import { blankPerson, isEnabled, type User } from '../domain/user.ts';
import type { Bridges } from './bridges.ts';
import type { PersonCells } from './importCells.ts';
import type { Work } from './operation.ts';
import { movedTo } from './providers.ts';

/** A person as a row of the file makes them. Conference ID and PIN are still those of before: they follow when all is written. */
export interface PersonDraft {
  row: ImportRow;
  cells: PersonCells;
  before: User | null;
  after: User;
}

/** Whether the import makes somebody what they were not: on the organisation's own bridge, with a licence. */
export function becomesEnabled({ before, after }: Pick<PersonDraft, 'before' | 'after'>): boolean {
  return isEnabled(after) && !(before && isEnabled(before));
}

/** What the file says laid over what the store knows; `before` is null for a new person. */
export function draftOf(
  work: Work,
  bridges: Bridges,
  row: ImportRow,
  cells: PersonCells,
  before: User | null,
): PersonDraft {
  const base = before ?? blankPerson(work.house.random.uuid(), cells.upn ?? '');
  const said = saidOf(cells);
  const merged: User = {
    ...base,
    ...said,
    id: cells.id ?? base.id,
    bridge: (cells.bridge && bridges.find(cells.bridge)?.id) ?? cells.bridge ?? base.bridge,
    serviceNumber: cells.serviceNumber ?? base.serviceNumber,
  };
  const draft = { row, cells, before, after: withProvider(work, before, merged) };
  return { ...draft, after: withDefaults(work, bridges, draft) };
}

/** The columns that replace what was there as they stand. The others have rules of their own. */
function saidOf(cells: PersonCells): Partial<User> {
  const { id: _id, bridge: _bridge, serviceNumber: _number, conferenceId: _conferenceId, ...plain } = cells;
  return Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
}

/** Third-party records follow the provider: those that are replaced are kept (rule 8). */
function withProvider(work: Work, before: User | null, merged: User): User {
  if (!before || before.provider === merged.provider) return merged;
  return movedTo(work, { ...merged, provider: before.provider }, merged.provider);
}

/** What enabled people need and nobody said (rule 8). */
function withDefaults(work: Work, bridges: Bridges, draft: PersonDraft): User {
  const { after, cells } = draft;
  if (!isEnabled(after)) return after;
  const bridge = after.bridge ?? bridges.bridgeFor(after.serviceNumber);
  const changed: User = {
    ...after,
    bridge,
    serviceNumber: after.serviceNumber ?? bridges.numberFor(bridge, after.country),
  };
  if (!becomesEnabled(draft)) return changed;
  const allowPstnOnlyMeetings = cells.allowPstnOnlyMeetings ?? work.settings.AllowPSTNOnlyMeetingsByDefault;
  return { ...changed, allowPstnOnlyMeetings };
}
