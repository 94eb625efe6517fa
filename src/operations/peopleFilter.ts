import type { UserFilter } from '../ports/store.ts';
import { flag, text, type InputOf } from './field.ts';
import { optionalPhone } from './numberFields.ts';
import type { Work } from './operation.ts';

/** What a list of people is narrowed by, and for whom something is done to many: all that is given must hold. */
export const FILTER_FIELDS = {
  provider: text('Provider'),
  department: text('Department'),
  withoutMailbox: flag('WithoutMailbox'),
  belowPinLength: flag('BelowPinLength'),
  neverInformed: flag('NeverInformed'),
  undelivered: flag('Undelivered'),
  number: optionalPhone('ServiceNumber'),
};

/** What people are narrowed by. */
export type PeopleFilter = InputOf<typeof FILTER_FIELDS>;

/** The same as the store is asked for it. */
export function userFilter({ settings }: Work, input: PeopleFilter): UserFilter {
  return {
    provider: input.provider,
    department: input.department,
    withoutMailbox: input.withoutMailbox ? true : undefined,
    pinShorterThan: input.belowPinLength ? settings.PinLength : undefined,
    number: input.number,
    neverInformed: input.neverInformed,
    undelivered: input.undelivered,
  };
}
