import * as z from 'zod';

/** How many digits a conference ID has; the field's rule, not a setting. */
export const CONFERENCE_ID_LENGTH = 7;

/** Days for which a released conference ID is given to nobody else. */
export const QUARANTINE_DAYS = 90;

/** A static conference ID: exactly seven digits, the first not 0. Kept as a string everywhere. */
export const ConferenceId = z.string().regex(/^[1-9]\d{6}$/);

/** A conference ID that was somebody's: only that person may have it again before `until`. */
export const QuarantinedId = z.object({
  conferenceId: ConferenceId,
  userKey: z.string(),
  until: z.iso.datetime(),
});

/** A released conference ID and how long it is withheld. */
export type QuarantinedId = z.infer<typeof QuarantinedId>;

/** The free-standing neighbours of a conference ID, nearest first: what to offer when it is taken. */
export function* neighboursOf(conferenceId: string): Generator<string> {
  const centre = Number(conferenceId);
  for (let distance = 1; distance < 5_000; distance += 1) {
    for (const candidate of [centre + distance, centre - distance]) {
      if (candidate >= 1_000_000 && candidate <= 9_999_999) yield String(candidate);
    }
  }
}
