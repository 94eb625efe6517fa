import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import type { AuditRow } from '../../../src/domain/audit.ts';
import type { OutboxRow } from '../../../src/domain/outboxRow.ts';
import type { TenantSettings } from '../../../src/domain/settings.ts';
import type { User } from '../../../src/domain/user.ts';
import {
  ADAPTIVE_CARD,
  cardOf,
  FILE_CONSENT,
  FILE_INFO,
  type WireActivity,
} from '../../../src/simulator/wire.ts';
import { cardFaults } from '../../support/adaptiveCards.ts';
import { SwitchboardWorld } from '../../support/switchboardWorld.ts';
import { textOf } from '../../support/teamsCards.ts';
import type { Pressed, TestPerson } from '../../support/teamsClient.ts';
import { everyRow } from '../../support/worldDatabase.ts';

/** Milliseconds. */
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** The most bytes of one card. */
const CARD_BUDGET = 20 * 1024;

/** Gives every test of a suite the whole program in a world of its own, and looks at every card that was shown in it. */
export function worldPerTest(env: Record<string, string> = {}): () => SwitchboardWorld {
  let world: SwitchboardWorld;
  beforeEach(async function () {
    // Else every test of every other file would get one as well.
    assert.ok(!this.test?.parent?.root, 'worldPerTest belongs into a suite');
    world = await SwitchboardWorld.start(env);
  });
  afterEach(async () => {
    try {
      await world.serving.courier.idle();
      checkCards(world);
    } finally {
      await world.close();
    }
  });
  return () => world;
}

/** Fails unless every card that anybody was shown is read without complaint by the reference library, and is within its budget. */
export function checkCards(world: SwitchboardWorld): void {
  const sent = world.teams.chat.events.flatMap(({ author, activity }) =>
    author === 'bot' && activity ? [activity] : [],
  );
  const isFile = ({ attachments = [] }: WireActivity) =>
    attachments.some(({ contentType }) => contentType === FILE_CONSENT || contentType === FILE_INFO);
  for (const activity of sent.filter((one) => one.type === 'message' && !isFile(one))) {
    const card = cardOf(activity);
    assert.ok(card, `every message is a card: ${JSON.stringify(activity)}`);
    assert.ok(!activity.text, 'a card comes without a text');
    checkCard(card);
  }
  const replacements = world.teams.chat.conversations.flatMap(({ messages }) =>
    messages.flatMap((message) => [...message.replacements.values()]),
  );
  replacements.forEach(checkCard);
}

function checkCard(card: Record<string, unknown>): void {
  const json = JSON.stringify(card);
  assert.equal(card['version'], '1.5');
  // Teams draws the people picker, as it draws charts, in cards of version 1.5.
  const faults = cardFaults(card).filter((fault) => !fault.startsWith('Property "choices.data"'));
  assert.deepEqual(faults, [], json);
  assert.ok(Buffer.byteLength(json) <= CARD_BUDGET, `a card has ${Buffer.byteLength(json)} bytes`);
}

/** Waits until every notice that can go out now is out, and every card is at its last state. */
export async function told(world: SwitchboardWorld): Promise<void> {
  // The next edit of a card waits a second.
  await pass(world, 2_000);
}

/** Lets time pass for everybody. */
export async function pass(world: SwitchboardWorld, milliseconds: number): Promise<void> {
  await world.serving.courier.idle();
  await world.clock.pass(milliseconds, () => world.serving.courier.idle());
}

/** Stops the bot and starts it again on the same folder. */
export async function restart(world: SwitchboardWorld, env: Record<string, string> = {}): Promise<void> {
  await world.stopBot();
  await world.startBot(env);
}

/** The PINs that activities show, each on a line of its own. */
export function pinsIn(sent: readonly WireActivity[]): string[] {
  return sent.flatMap((activity) =>
    [...textOf(cardOf(activity)).matchAll(/^(\d{4,12})$/gm)].map(([pin]) => pin),
  );
}

/** The PIN that a notice tells. */
export function pinTold(notices: readonly WireActivity[]): string | undefined {
  const told = notices.map((notice) => /^PIN\n(\d{4,12})$/m.exec(textOf(cardOf(notice)))?.[1]);
  return told.find((pin) => pin !== undefined);
}

/** The one PIN that activities show. */
export function pinIn(sent: readonly WireActivity[]): string {
  const pins = [...new Set(pinsIn(sent))];
  assert.equal(pins.length, 1, `one PIN, not ${pins.length}`);
  return pins[0]!;
}

/** Everything that a person sees in a conversation now, message by message, oldest first. */
export function screenOf(person: TestPerson, conversation = person.chat): string[] {
  return conversation.messages
    .filter((message) => message.author === 'bot' && !message.deleted)
    .map((message) => textOf(person.sees(message)));
}

/** What somebody sees after pressing a button: the answer in the card's place, and what was sent besides. */
export function shownBy(pressed: Pressed): string {
  const body = pressed.answer.body as { type?: string; value?: unknown } | undefined;
  const replaced = body?.type === ADAPTIVE_CARD ? textOf(body.value) : '';
  return [replaced, ...pressed.sent.map((activity) => textOf(cardOf(activity)))].join('\n');
}

/** The mails to an address, as a mail program reads them. */
export async function mailsTo(world: SwitchboardWorld, address: string): Promise<ParsedMail[]> {
  const mails = await Promise.all(world.mails().map((source) => simpleParser(source)));
  return mails.filter(({ to }) => [to].flat().some((one) => one?.text.includes(address)));
}

/** Everything that a mail says: its subject, its text and its HTML. */
export function saidIn({ subject, text, html }: ParsedMail): string {
  return [subject, text, html || ''].join('\n');
}

/** The record about a person, newest first, without how the sample organisation came in. */
export async function recordOf(world: SwitchboardWorld, upn: string): Promise<AuditRow[]> {
  const { key } = await world.user(upn);
  const rows = await world.serving.store.transaction((tx) => tx.audit.ofPerson(key, 100));
  return rows.filter(({ operation }) => operation !== 'import');
}

/** The notices to a person. */
export async function noticesTo(world: SwitchboardWorld, upn: string): Promise<OutboxRow[]> {
  const { key } = await world.user(upn);
  return world.serving.store.transaction((tx) => tx.outbox.ofUser(key));
}

/** Changes a person's record behind everybody's back. */
export async function changeUser(
  world: SwitchboardWorld,
  upn: string,
  changes: Partial<User>,
): Promise<void> {
  const user = await world.user(upn);
  await world.serving.store.transaction((tx) => tx.users.put({ ...user, ...changes }));
}

/** Changes settings behind everybody's back. */
export async function changeSettings(
  world: SwitchboardWorld,
  changes: Partial<TenantSettings>,
): Promise<void> {
  await world.serving.store.transaction(async (tx) =>
    tx.settings.put({ ...(await tx.settings.get()), ...changes }),
  );
}

/** The tenant settings. */
export async function settingsOf(world: SwitchboardWorld): Promise<TenantSettings> {
  return world.serving.store.transaction((tx) => tx.settings.get());
}

/** What is on disk, except for the mails, and in the database if there is one, as one text. */
export async function onDisk(world: SwitchboardWorld): Promise<string> {
  return [filesOf(world), world.database ? await everyRow(world.database) : ''].join('\n');
}

function filesOf(world: SwitchboardWorld): string {
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('mail'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}
