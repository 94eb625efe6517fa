import assert from 'node:assert/strict';
import type { OutboxRow } from '../../src/domain/outboxRow.ts';
import type { User } from '../../src/domain/user.ts';
import type { View } from '../../src/domain/view.ts';
import type { Performed } from '../../src/operations/perform.ts';
import { isThirdParty, isWithheldFrom, ownerOf, type Notice, type Person, type State } from './model.ts';
import type { Dump, World } from './world.ts';

/** Asserts that the store is what the model says, person by person and notice by notice. */
export function checkStore(state: State, dump: Dump, requestOf: (correlationId: string) => number): void {
  assert.equal(
    lines(dump.users.map(lineOfUser)),
    lines([...state.people.values()].map(lineOfPerson)),
    'the people are as the rules say',
  );
  assert.equal(
    lines(dump.outbox.map((row) => lineOfRow(row, requestOf(row.correlationId)))),
    lines(state.notices.map(lineOfNotice)),
    'the notices are those that the table says',
  );
  for (const [name, value] of Object.entries(state.settings))
    assert.equal(dump.settings[name as keyof State['settings']], value, name);
  assert.equal(
    lines(dump.roles.map(({ userKey, role }) => `${userKey} ${role}`)),
    lines([...state.roles].map(([name, role]) => `${state.people.get(name)?.key} ${role}`)),
    'the roles are as before',
  );
  assert.equal(
    lines(dump.quarantine.map((one) => `${one.conferenceId} ${one.userKey} ${Date.parse(one.until)}`)),
    lines([...state.quarantine].map(([id, { ownerKey, until }]) => `${id} ${ownerKey} ${until}`)),
    'the IDs that nobody has any more are withheld for ninety days',
  );
  checkIds(state, dump.users);
}

/** Rules 5 and 6, whatever the model says: seven digits, one person each, nobody else's for ninety days. */
function checkIds(state: State, users: readonly User[]): void {
  const ids = users.flatMap((user) => user.conferenceId ?? []);
  assert.equal(new Set(ids).size, ids.length, 'conference IDs are unique');
  for (const { conferenceId, key } of users) {
    if (conferenceId === null) continue;
    assert.match(conferenceId, /^[1-9]\d{6}$/);
    assert.ok(!isWithheldFrom(state, conferenceId, key), `${conferenceId} is withheld from ${key}`);
  }
}

/** Asserts that two dumps are of the same state: unchanged records are the same objects. */
export function checkUnchanged(before: Dump, after: Dump, why: string): void {
  assert.ok(isSame(before.users, after.users), `${why} changes nobody`);
  assert.ok(isSame(before.outbox, after.outbox), `${why} queues and ends no notice`);
  assert.ok(isSame(before.roles, after.roles), `${why} changes no role`);
  assert.ok(before.settings === after.settings, `${why} changes no setting`);
}

function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((one, at) => one === after[at]);
}

/** Rule 1: digits, as many as the setting says; no run, no repetition, nothing that callers know, not the one before. */
export function checkPin(pin: string, length: number, person: Person, previous: string | null): void {
  const codes = [...pin].map((digit) => digit.charCodeAt(0));
  const steps = codes.slice(1).map((code, at) => code - codes[at]!);
  assert.match(pin, /^\d+$/);
  assert.equal(pin.length, length, 'a PIN is as long as the setting says');
  for (const step of [0, 1, -1])
    assert.ok(!steps.every((one) => one === step), `${pin} is one straight run, or one digit`);
  for (const known of [person.conferenceId, person.toll, person.tollFree])
    assert.ok(!known?.replace('+', '').includes(pin), `${pin} is a part of ${known}`);
  assert.notEqual(pin, previous, 'a PIN is not the one before');
}

/** Whoever got a PIN in this request: the store has its hash, their notices carry it sealed, and the admin knows when no notice goes. */
export function checkPinIsPassedOn(
  { secrets }: World,
  performed: Performed,
  rows: readonly OutboxRow[],
  user: User | undefined,
  pin: string,
): void {
  assert.ok(user?.pin, 'whoever got a PIN has one');
  assert.equal(user.pin.hash, secrets.hashPin(user.key, user.pin.salt, pin), 'the PIN that was shown counts');
  const sealed = rows.filter((row) => row.userKey === user.key && row.secret !== null);
  for (const { id, userKey, secret } of sealed)
    assert.equal(
      secrets.open(secret ?? '', `${id} ${userKey}`),
      pin,
      'the notice tells the PIN that was shown',
    );
  const isAsked = notesOf(performed.view).some(
    ({ key, params }) => key === 'note.passPinOn' && params['person'] === user.displayName,
  );
  assert.equal(isAsked, sealed.length === 0, 'the admin is to pass on a PIN that no notice tells');
}

function notesOf(view: View) {
  return view.kind === 'result' ? view.notes : [];
}

/** Rule 5: what is offered in place of an ID that cannot be had can be had. */
export function checkOffers(state: State, view: View): void {
  if (view.kind !== 'refusal') return;
  if (!['conference-id-taken', 'conference-id-quarantined'].includes(view.code)) return;
  for (const id of view.choices)
    assert.ok(/^[1-9]\d{6}$/.test(id) && !ownerOf(state, id) && !isWithheldFrom(state, id, null), id);
}

function lines(all: readonly string[]): string {
  return [...all].sort().join('\n');
}

function lineOfPerson(person: Person): string {
  const { key, licensed, provider, bridge, conferenceId, pin, toll, tollFree, typedId, replaced } = person;
  const third = isThirdParty(person) ? typedId : null;
  const kept = replaced.map((one) => [one.name, one.typedId]);
  return JSON.stringify([
    ...[key, licensed, provider, bridge, conferenceId, pin?.length, toll, tollFree, third, kept],
  ]);
}

function lineOfUser(user: User): string {
  const { key, licensed, provider, bridge, conferenceId, pin, thirdParty, replacedProviders } = user;
  const kept = replacedProviders.map(({ records }) => [records[0]?.name, records[0]?.conferenceId]);
  const third = thirdParty?.conferenceId ?? null;
  const { serviceNumber, tollFreeServiceNumber } = user;
  return JSON.stringify([
    ...[key, licensed, provider, bridge, conferenceId, pin?.length],
    ...[serviceNumber, tollFreeServiceNumber, third, kept],
  ]);
}

function lineOfNotice(notice: Notice): string {
  const { request, userKey, kind, channel, state, sealed, to } = notice;
  const { conferenceId, previousConferenceId, numbers } = notice;
  return `${request} ${userKey} ${kind} ${channel} ${state} ${sealed} ${to} ${conferenceId} ${previousConferenceId} ${numbers}`;
}

function lineOfRow(row: OutboxRow, request: number): string {
  const { userKey, kind, channel, state, secret, to, facts } = row;
  const { conferenceId, previousConferenceId, numbers } = facts;
  return `${request} ${userKey} ${kind} ${channel} ${state} ${secret !== null} ${to} ${conferenceId} ${previousConferenceId} ${numbers.join()}`;
}
