import * as z from 'zod';
import { Button, ButtonRequest } from './button.ts';
import { Chart } from './chart.ts';
import { DeliveryLine } from './deliveryLine.ts';
import { Message } from './message.ts';
import { MigrationLine } from './migrationLine.ts';
import { NumberLine } from './numberLine.ts';
import { ROLES } from './actor.ts';

/** A labelled value: the label is `label.<label>` of the locale files; a Message value is localised, a string stands as it is. */
export const Fact = z.object({ label: z.string(), value: z.union([z.string(), Message]) });

/** A labelled value. */
export type Fact = z.infer<typeof Fact>;

/** A person as a list shows them. */
export const PersonLine = z.object({
  key: z.string(),
  displayName: z.string(),
  upn: z.string(),
  provider: z.string(),
  conferenceId: z.string().nullable(),
});

/** A person as a list shows them. */
export type PersonLine = z.infer<typeof PersonLine>;

/** What happened to one person or to the settings, with what it was before. */
export const ChangeLine = z.object({
  person: z.string().nullable(),
  what: Message,
  facts: z.array(Fact).default([]),
});

/** What happened to one person or to the settings. */
export type ChangeLine = z.infer<typeof ChangeLine>;

/** What became of a line of a script. */
export const ScriptLine = z.object({
  line: z.string(),
  outcome: z.enum(['done', 'answered', 'previewed', 'begun', 'waiting', 'refused', 'failed', 'notRun']),
  text: Message,
  next: Message.nullable(),
  facts: z.array(Fact),
});

/** What became of a line of a script. */
export type ScriptLine = z.infer<typeof ScriptLine>;

/** What most views have: what they are about, what is to be said with it, what can be done next. */
const FRAME = { title: Message, notes: z.array(Message), buttons: z.array(Button) };

/**
 * What is to be shown, as data: no prose, no card, never a PIN. One kind of view has one template in cards/.
 * Every view can be stored and shown again.
 */
export const View = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('welcome'),
    name: z.string(),
    role: z.enum(ROLES),
    local: z.boolean(),
    buttons: z.array(Button),
  }),
  z.object({
    kind: z.literal('help'),
    role: z.enum(ROLES),
    local: z.boolean(),
    /** What the reader may do: the example and the title stand in the locale files. */
    entries: z.array(
      z.object({ operation: z.string(), cmdlet: z.string().nullable(), request: ButtonRequest }),
    ),
    page: z.object({ page: z.number().int(), last: z.number().int() }).default({ page: 1, last: 1 }),
    buttons: z.array(Button).default([]),
  }),
  z.object({
    kind: z.literal('facts'),
    ...FRAME,
    facts: z.array(Fact),
    cmdlet: z.string().nullable(),
    /** Shown as `Name : Value` as well, to copy. */
    list: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('people'),
    ...FRAME,
    people: z.array(PersonLine),
    /** Shown as lines of text as well, to copy. */
    list: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('numbers'),
    ...FRAME,
    numbers: z.array(NumberLine),
    cmdlet: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('pick'),
    question: Message,
    choices: z.array(z.object({ title: z.string(), subtitle: z.string(), request: ButtonRequest })),
  }),
  z.object({
    kind: z.literal('question'),
    ...FRAME,
    facts: z.array(Fact),
    token: z.string(),
  }),
  z.object({
    kind: z.literal('result'),
    preview: z.boolean(),
    changes: z.array(ChangeLine),
    deliveries: z.array(DeliveryLine),
    /** Invitations that follow; absent in what was kept before there were any. */
    migrations: z.array(MigrationLine).default([]),
    notes: z.array(Message),
    cmdlet: z.string().nullable(),
    buttons: z.array(Button),
  }),
  z.object({
    kind: z.literal('deliveries'),
    ...FRAME,
    deliveries: z.array(DeliveryLine),
  }),
  z.object({
    kind: z.literal('status'),
    ...FRAME,
    charts: z.array(Chart),
    facts: z.array(Fact),
  }),
  z.object({
    kind: z.literal('history'),
    ...FRAME,
    rows: z.array(
      z.object({
        at: z.iso.datetime(),
        what: Message,
        by: z.string(),
        outcome: z.string(),
        code: z.string().nullable(),
        facts: z.array(Fact).default([]),
        /** What takes it back, where that is possible. */
        undo: ButtonRequest.nullable().default(null),
      }),
    ),
    /** Of the reader. */
    timeZone: z.string().default('UTC'),
    buttons: z.array(Button).default([]),
  }),
  z.object({
    kind: z.literal('csv'),
    ...FRAME,
    lines: z.array(z.string()),
    /** All of it, for clients that take files: the result of a batch. */
    file: z.object({ name: z.string(), bytes: z.number().int(), batch: z.string() }).optional(),
  }),
  z.object({
    kind: z.literal('script'),
    ...FRAME,
    lines: z.array(ScriptLine),
  }),
  z.object({
    kind: z.literal('manual'),
    ...FRAME,
    sections: z.array(
      z.object({
        heading: Message,
        /** Lines as they are typed. */
        code: z.array(z.string()),
        entries: z.array(
          z.object({ name: z.union([z.string(), Message]), text: z.union([z.string(), Message]) }),
        ),
      }),
    ),
  }),
  z.object({
    kind: z.literal('form'),
    operation: z.string(),
    inputs: z.array(
      z.object({
        name: z.string(),
        choices: z.array(z.string()),
        required: z.boolean(),
        /** How many people can be picked; 0 where it is not about people. */
        people: z.number().int().default(0),
        /** What was said already. */
        value: z.string().default(''),
      }),
    ),
    notes: z.array(Message),
    /** What is known already and goes along. */
    given: z.record(z.string(), z.unknown()).default({}),
  }),
  z.object({ kind: z.literal('note'), ...FRAME }),
  z.object({
    kind: z.literal('refusal'),
    code: z.string(),
    params: Message.shape.params,
    choices: z.array(z.string()),
    also: z.array(z.object({ code: z.string(), params: Message.shape.params })),
    buttons: z.array(Button),
  }),
  z.object({
    kind: z.literal('ask'),
    /** Its id. */
    ask: z.string(),
    ...FRAME,
    /** Besides those to decide it, which belong to the card; absent in what was kept before there were any. */
    buttons: FRAME.buttons.default([]),
    facts: z.array(Fact),
    /** Whether it can still be decided. */
    open: z.boolean(),
  }),
  z.object({
    kind: z.literal('batch'),
    /** Its id. */
    batch: z.string(),
    /** Its state, by the names of `BATCH_STATES`. */
    state: z.string().default(''),
    ...FRAME,
    progress: z.object({ done: z.number(), total: z.number() }).nullable(),
    cmdlet: z.string().nullable().default(null),
    facts: z.array(Fact),
    /** Who is left out or failed, and why. */
    reasons: z.array(z.object({ what: Message, why: Message })),
  }),
  z.object({
    kind: z.literal('batchPeople'),
    ...FRAME,
    rows: z.array(z.object({ name: z.string(), state: Message, why: Message.nullable() })),
  }),
  /** `inDoubt`: it may have been done all the same. */
  z.object({ kind: z.literal('failure'), reference: z.string(), inDoubt: z.boolean().optional() }),
  /** `count`: a list of several PINs, and nobody's name. */
  z.object({ kind: z.literal('pinMasked'), person: z.string(), count: z.number().optional() }),
]);

/** What is to be shown, as data. */
export type View = z.infer<typeof View>;

/** What of a result goes on after it was shown. */
export type ResultStanding = Pick<Extract<View, { kind: 'result' }>, 'deliveries' | 'migrations'>;
