import assert from 'node:assert/strict';
import type { Request, Step } from '../../src/domain/request.ts';
import type { View } from '../../src/domain/view.ts';
import { perform, type Performed } from '../../src/operations/perform.ts';
import { checkOffers, checkPin, checkPinIsPassedOn, checkStore, checkUnchanged } from './checks.ts';
import { isWithheldFrom, learn, ownerOf, unknownOf, type Person, type State, type Want } from './model.ts';
import { predict, type Asked, type Expected } from './predict.ts';
import { upnOf } from './rules.ts';
import { nameOf, type Dump, type World } from './world.ts';

/** A request that was sent, and what came of it. */
export interface Sent {
  asked: Asked;
  request: Request;
  /** What it ended in; null when it has not come yet, or has failed. */
  view: View | null;
  /** What the question that it ended in was answered with. */
  answer: View | null;
  /** Of the arrival that counted: a request that has failed may come once more. */
  arrival: string;
  correlationId: string;
  at: number;
}

/** The model, with what has to be known of the real thing to compare them. */
export class Model {
  readonly sent: Sent[] = [];
  /** The key that somebody has or had last. */
  readonly keys: Map<string, string>;
  /** Every conference ID that was anybody's in this sequence. */
  readonly ids: Set<string>;
  /** The real state after the last command. */
  dump: Dump | undefined;

  constructor(public state: State) {
    const people = [...state.people];
    this.keys = new Map(people.map(([name, { key }]) => [name, key]));
    const ids = people.flatMap(([, { conferenceId }]) => conferenceId ?? []);
    this.ids = new Set([...ids, ...state.quarantine.keys()]);
  }

  /** The number of the request that caused something. */
  requestOf(correlationId: string): number {
    return this.sent.findIndex((one) => one.correlationId === correlationId);
  }
}

/** How a request comes: as what activity, and with what fault of the program under way. */
export interface Coming {
  arrival: string;
  /** The call for a UUID that fails, counted from 1; null when none does. */
  faultAt: number | null;
}

/** Makes a request for what is asked; people by the names that they have or would have. */
export function requestFor(model: Model, world: World, asked: Asked): Sent {
  const { actorKey: key } = asked;
  const id = `request ${world.sequence}-${asked.request}`;
  return {
    asked,
    request: {
      id,
      arrival: `${id} first`,
      actorKey: key,
      origin: {
        channelId: 'msteams',
        conversationId: `chat of ${key}`,
        personal: true,
        privateConversationId: `chat of ${key}`,
        localActor: null,
      },
      language: 'en',
      preview: asked.preview,
      unasked: asked.unasked,
      steps: stepsOf(model, asked),
      refused: null,
    },
    view: null,
    answer: null,
    arrival: '',
    correlationId: '',
    at: 0,
  };
}

function stepsOf(model: Model, { content }: Asked): Step[] {
  if (content.kind === 'wants') return content.wants.map(stepOf);
  if (content.kind === 'answer') {
    const view = content.question === null ? undefined : model.sent[content.question]?.view;
    const token = view?.kind === 'question' ? { question: view.token } : {};
    return [{ operation: 'answer', input: { ...token, answer: content.yes ? 'yes' : 'no' } }];
  }
  const of = content.of === null ? undefined : model.sent[content.of];
  const input = of ? { request: of.correlationId, at: new Date(of.at).toISOString() } : {};
  return [{ operation: 'undo', input }];
}

function stepOf(want: Want): Step {
  const { what: operation } = want;
  const people = want.people.map(upnOf);
  if (want.what === 'addPerson') {
    const [name = ''] = want.people;
    return { operation, input: { upn: upnOf(name), displayName: nameOf(name) } };
  }
  if (want.what === 'changeSettings') return { operation, input: want.changes };
  if (want.what === 'resendInfo') return { operation, input: {} };
  if (!('send' in want)) return { operation, input: { people } };
  const { mail, to } = want.send;
  const send = { ...(mail && { sendEmail: true }), ...(to !== null && { sendEmailToAddress: to }) };
  return { operation, input: { people, ...send, ...valuesOf(want) } };
}

function valuesOf(want: Want): Step['input'] {
  if ('id' in want) return { conferenceId: want.id };
  if ('number' in want)
    return want.what === 'setServiceNumber'
      ? { serviceNumber: want.number }
      : { tollFreeServiceNumber: want.number };
  if ('provider' in want) return { provider: want.provider, replaceProvider: want.replace };
  return 'replace' in want ? { replaceProvider: want.replace } : {};
}

/** Sends a request, and asserts that it ends as the rules say and that everything is then as the model says. */
export async function send(model: Model, world: World, sent: Sent, coming: Coming): Promise<void> {
  world.pass(1_000);
  model.state.now = world.now.getTime();
  const { asked, request } = sent;
  const before = model.dump ?? (await dumpOf(model, world, sent));
  const seen = sent.view;
  const expected = seen ? undefined : predict(model.state, asked);

  const faults = world.faults;
  world.random.tempt(temptations(model.state, asked), coming.faultAt);
  const performed = await perform({ ...request, arrival: coming.arrival }, world.gate);
  const { faulted } = world.random;
  world.random.tempt([], null);
  for (const { pin } of performed.pins) world.hunt.add(pin);

  if (!sent.view) {
    const { correlationId } = performed;
    Object.assign(sent, { correlationId, at: model.state.now, arrival: coming.arrival });
  }
  const after = await dumpOf(model, world, { ...sent, correlationId: performed.correlationId });
  model.dump = after;
  const now = { model, world, sent, performed, before, after };
  assert.equal(world.faults - faults, faulted ? 1 : 0, 'the log tells of faults, and of nothing else');
  if (!expected) checkAgain(now, seen, sent.arrival === coming.arrival ? 'redelivered' : 'pressedAgain');
  else if (faulted) checkFailed(now);
  else if (expected.kind === 'pressedAgain')
    checkAgain(now, model.sent[expected.question]?.answer ?? null, 'pressedAgain');
  else checkEnding(now, expected);
  checkStore(model.state, after, (correlationId) => model.requestOf(correlationId));
  checkNoPins(now);
}

/** A request at the moment when it has ended. */
interface Now {
  model: Model;
  world: World;
  sent: Sent;
  performed: Performed;
  before: Dump;
  after: Dump;
}

function dumpOf(model: Model, world: World, { request, correlationId }: Sent): Promise<Dump> {
  return world.dump({ conferenceIds: model.ids, requestId: request.id, correlationId });
}

/** Rule 15: what came before is answered with the same view, and changes nothing; PINs are not shown again. */
function checkAgain(now: Now, first: View | null, repeated: Performed['repeated']): void {
  const { performed, before, after } = now;
  assert.equal(performed.repeated, repeated);
  assert.deepEqual(
    withoutStates(performed.view),
    first && withoutStates(first),
    'the first view is shown again',
  );
  checkUnchanged(before, after, 'what comes again');
  checkRecord(now, []);
  checkCards(now, 0);
}

/** A view whose deliveries may have proceeded since. */
function withoutStates(view: View): unknown {
  if (view.kind !== 'result') return view;
  return { ...view, deliveries: view.deliveries.map(({ id, kind, channel }) => [id, kind, channel]) };
}

function checkFailed(now: Now): void {
  const { performed, before, after } = now;
  assert.deepEqual(performed.view, { kind: 'failure', reference: performed.correlationId });
  checkUnchanged(before, after, 'a failure');
  checkRecord(now, [['failed', performed.correlationId]]);
  checkCards(now, 0);
  assert.equal(after.seen, undefined, 'what has failed may be tried again');
}

/** The ways in which a request ends that has not come before and does not fail. */
function checkEnding(now: Now, expected: Exclude<Expected, { kind: 'pressedAgain' }>): void {
  const { model, sent, performed, before, after } = now;
  const { view } = performed;
  const { preview } = sent.asked;
  assert.equal(endOf(view), expected.kind === 'refused' ? `refused: ${expected.code}` : expected.kind);
  assert.equal(performed.repeated, 'no');
  if (expected.kind !== 'done' || preview) {
    checkUnchanged(before, after, preview ? 'a preview' : `what is ${expected.kind}`);
    checkCards(now, 0);
  }
  if (expected.kind === 'refused') {
    checkRecord(now, [['refused', expected.code]]);
    checkOffers(model.state, view);
  } else if (preview) checkRecord(now, [['previewed', null]]);
  else if (expected.kind === 'done') checkDone(now, expected);
  else checkRecord(now, []);
  for (const [at, question] of expected.state.questions.entries()) {
    const asking = model.sent[question.request];
    if (asking && question.answered && !model.state.questions[at]?.answered) asking.answer = view;
  }
  sent.view ??= view;
  model.state = expected.state;
  for (const { conferenceId } of model.state.people.values())
    if (conferenceId !== null) model.ids.add(conferenceId);
}

/** How a view says that a request has ended. */
function endOf(view: View): string {
  if (view.kind === 'refusal') return `refused: ${view.code}`;
  return view.kind === 'result' ? 'done' : view.kind;
}

function checkDone(now: Now, expected: Extract<Expected, { kind: 'done' }>): void {
  const { model, world, sent, performed, after } = now;
  const { state } = expected;
  const request = sent.asked.request;
  learnNames(model, state, after);
  learnIds(model.state, state, after);
  const pins = new Map(performed.pins.map(({ userKey, pin }) => [userKey, pin]));
  const getting = [...state.people].filter(([, { key, pin }]) => pin === unknownOf('pin', key));
  assert.deepEqual([...pins.keys()].sort(), getting.map(([, { key }]) => key).sort(), 'who gets a PIN');
  const rows = after.outbox.filter((row) => row.correlationId === performed.correlationId);
  for (const [name, person] of getting) {
    const pin = pins.get(person.key) ?? '';
    checkPin(pin, state.settings.PinLength, person, model.state.people.get(name)?.pin ?? null);
    const user = after.users.find((one) => one.key === person.key);
    checkPinIsPassedOn(world, performed, rows, user, pin);
    learn(state, unknownOf('pin', person.key), pin);
  }
  const done = state.history.at(-1)?.rows ?? [];
  checkRecord(
    now,
    done.map(() => ['done', null]),
  );
  const recorded = now.after.audit.slice(0, done.length).reverse();
  for (const [at, row] of done.entries()) {
    assert.equal(recorded[at]?.operation, row.what);
    assert.deepEqual(
      recorded[at]?.people.map(({ key }) => key),
      row.people,
    );
    const undoes = row.undoes === null ? undefined : model.sent[row.undoes]?.correlationId;
    assert.equal(recorded[at]?.undoes, undoes, 'an undo is recorded as one');
  }
  const told = state.notices.filter((notice) => notice.request === request).length;
  const { view } = performed;
  assert.equal(view.kind === 'result' ? view.deliveries.length : 0, told, 'the card shows every delivery');
  checkCards(now, getting.length + (told > 0 ? 1 : 0));
}

/** Takes over the keys of those who were added. */
function learnNames(model: Model, state: State, { users }: Dump): void {
  for (const [name, { key, upn }] of [...state.people]) {
    if (key !== unknownOf('key', name)) continue;
    const user = users.find((one) => one.upn === upn);
    assert.ok(user, `${name} is there`);
    learn(state, key, user.key);
    model.keys.set(name, user.key);
  }
}

/** Takes over the IDs that chance chose, if they are such as nobody has or had lately. */
function learnIds(before: State, state: State, { users }: Dump): void {
  for (const [, { key, conferenceId }] of [...state.people]) {
    if (conferenceId !== unknownOf('id', key)) continue;
    const id = users.find((one) => one.key === key)?.conferenceId;
    assert.ok(id, 'a new ID is one');
    assert.equal(ownerOf(before, id), undefined, `${id} is free`);
    assert.ok(!isWithheldFrom(before, id, null), `${id} is not withheld`);
    learn(state, conferenceId, id);
  }
}

/** Asserts what this request added to the record, and that all of it is the asker's. */
function checkRecord(now: Now, ends: readonly (readonly [outcome: string, code: string | null])[]): void {
  const { before, after, performed, sent } = now;
  const added = after.audit.slice(0, after.audit.length - before.audit.length);
  assert.deepEqual(
    added.map(({ outcome, code }) => [outcome, code]),
    ends,
    'what is recorded',
  );
  for (const { correlationId, actorKey } of added)
    assert.deepEqual([correlationId, actorKey], [performed.correlationId, sent.asked.actorKey]);
}

/** Cards are remembered only for what was done; only then PINs are shown. */
function checkCards({ after, performed }: Now, count: number): void {
  assert.equal(after.cards.length, count, 'cards that will be changed later');
  if (count === 0) assert.deepEqual(performed.pins, [], 'no PIN is shown');
}

/** Rule 2: no PIN in what is shown, recorded or kept. */
function checkNoPins({ world, performed, before, after }: Now): void {
  const rows = after.outbox.filter((row, at) => row !== before.outbox[at]);
  const bare = rows.map((row) => ({ ...row, secret: row.secret === null ? null : 'sealed' }));
  const audit = after.audit.slice(0, after.audit.length - before.audit.length);
  const { seen, cards, users } = after;
  const changed = users.filter((user, at) => user !== before.users[at]);
  const kept = changed.map((user) => ({ ...user, pin: user.pin?.length }));
  const text = JSON.stringify([performed.view, audit, bare, seen, cards, kept], null, 1);
  world.hunt.search(text, 'what is shown or kept');
}

/** Digits that the program must not take: it is offered them first. */
function temptations(state: State, asked: Asked): string[] {
  const { PinLength: length } = state.settings;
  const people = [...state.people.values()];
  const ids = [...people.flatMap((person) => person.conferenceId ?? []), ...state.quarantine.keys()];
  const concerned = namesIn(state, asked).flatMap((name) => state.people.get(name) ?? []);
  return [
    '0123456',
    ...ids,
    '7'.repeat(length),
    '0123456789'.slice(-length),
    '9876543210'.slice(-length),
    ...concerned.flatMap((person) => badPinsOf(person, length)),
  ];
}

function badPinsOf({ pin, conferenceId, toll, tollFree }: Person, length: number): string[] {
  const known = [conferenceId, toll, tollFree].flatMap((one) => one?.slice(-length) ?? []);
  return [...known, pin ?? ''].filter((digits) => digits.length === length && /^\d+$/.test(digits));
}

/** Whom a request concerns. */
function namesIn(state: State, { content }: Asked): string[] {
  if (content.kind === 'wants') return content.wants.flatMap((want) => want.people);
  if (content.kind === 'undo') return [];
  const questions = state.questions.filter((one) => !one.answered);
  return questions.flatMap((one) => one.wants.flatMap((want) => want.people));
}
