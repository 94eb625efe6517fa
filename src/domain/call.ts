import * as z from 'zod';

/** Where in the conversation with the attendant a caller is. */
export const CALL_STAGES = ['id', 'star', 'pin', 'name', 'lobby', 'meeting', 'ended'] as const;

/** Something that the attendant says: the key of its text under `voice`, and what stands in it. */
export const Spoken = z.object({
  text: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** The tag of the language in which it is spoken, such as `sv-SE`. */
  language: z.string(),
});

/** Something that the attendant says. */
export type Spoken = z.infer<typeof Spoken>;

/** What happens after the attendant has spoken. */
export const Doing = z.discriminatedUnion('do', [
  /** Waits for keys: `most` of them, or fewer and the one that ends them; seconds. */
  z.object({
    do: z.literal('gather'),
    most: z.number().int(),
    endKey: z.enum(['#', '']),
    seconds: z.number().int(),
  }),
  /** Records what is said, until # or silence; seconds at most. */
  z.object({ do: z.literal('record'), seconds: z.number().int() }),
  /** Plays music, then asks again. */
  z.object({ do: z.literal('wait') }),
  /** Puts the caller into the room, for so many seconds at most. */
  z.object({ do: z.literal('join'), room: z.string(), tone: z.boolean(), seconds: z.number().int() }),
  z.object({ do: z.literal('hangUp') }),
]);

/** What happens after the attendant has spoken. */
export type Doing = z.infer<typeof Doing>;

/** What the attendant says and does next. Holds no digit that a caller has pressed. */
export const CallAnswer = z.object({ says: z.array(Spoken), then: Doing });

/** What the attendant says and does next. */
export type CallAnswer = z.infer<typeof CallAnswer>;

/** A telephone call to one of the organisation's numbers. */
export const Call = z.object({
  /** The name of the telephony engine, a colon, and its name for the call. */
  id: z.string().min(1),
  /** E.164; null for a caller who hides their number. */
  from: z.string().nullable(),
  /** The number that was called, E.164. */
  to: z.string(),
  startedAt: z.iso.datetime(),
  /** The languages of the number, the one of the greeting first. */
  languages: z.array(z.string()).min(1),
  /** The language that is spoken. */
  language: z.string(),
  stage: z.enum(CALL_STAGES),
  /** Grows with everything that the caller does: what belongs to an earlier one has no effect. */
  step: z.number().int(),
  /** How often the caller was asked in vain for a conference ID, and then for a PIN. */
  idTries: z.number().int(),
  pinTries: z.number().int(),
  /** The key of the conference whose ID was given. */
  conference: z.string().nullable(),
  /** The ID that was given, once it was right. */
  conferenceId: z.string().nullable(),
  /** Whether the PIN of the conference's organizer was given. */
  isOrganizer: z.boolean(),
  /** Whether the engine can record a name and announce it. */
  records: z.boolean().default(false),
  /** Whether those in the meeting are told the name of who comes and goes. */
  isNamed: z.boolean().default(false),
  /** The engine's name of the recording in which the caller says theirs; null where there is none, or none any more. */
  recording: z.string().nullable().default(null),
  /** When the engine has to be asked something: to end a call that has lasted long enough, to forget the name of one that has ended. */
  dueAt: z.iso.datetime().nullable().default(null),
  /** How often that was tried in vain. */
  dueTries: z.number().int().default(0),
  /** What was said last. */
  answer: CallAnswer,
});

/** A telephone call. */
export type Call = z.infer<typeof Call>;

/** How many calls there were on a day (UTC), and how they went. */
export const CallDay = z.object({
  day: z.iso.date(),
  calls: z.number().int(),
  /** Meetings that callers have started. */
  started: z.number().int(),
  /** Callers who left the lobby without having been let in. */
  waitedInVain: z.number().int(),
  wrongIds: z.number().int(),
});

/** How many calls there were on a day. */
export type CallDay = z.infer<typeof CallDay>;
