import type { OutboxRow } from '../../src/domain/outboxRow.ts';
import type { User } from '../../src/domain/user.ts';
import { TARGETS } from './commands.ts';
import type { Evidence } from './evidence.ts';
import { objectIdOf, type Outside } from './witness.ts';

/** A PIN as notices show it: longer than a conference ID, and no part of a phone number or a time. */
const PIN = /(?<![\d+])\d{8,12}(?!\d)/;

/** Chat rows that may or may not have arrived. */
const mayHaveArrived = (row: OutboxRow) =>
  row.attempts > 0 && ['sending', 'uncertain', 'superseded', 'givenUp'].includes(row.state);

/** Every notice was sent once, waits, or is uncertain: the rows against what really arrived. */
export function checkNotices({ data }: Evidence, outside: Outside): string[] {
  const rows = [...data.outbox.values()];
  const mails = outside.mails();
  return [
    ...checkMails(
      rows.filter(({ channel }) => channel === 'mail'),
      mails,
    ),
    ...TARGETS.flatMap(({ number }) => {
      const id = objectIdOf(number);
      const user = [...data.users.values()].find((one) => one.id === id);
      return user ? checkChat(user, rows, outside.noticesTo(id), mails) : [];
    }),
  ];
}

/** A mail may come again under its Message-ID, once for each attempt, and always says the same. */
function checkMails(rows: readonly OutboxRow[], mails: ReadonlyMap<string, string[]>): string[] {
  const known = new Set(rows.map((row) => row.id));
  const stray = [...mails.keys()].filter((id) => !known.has(id));
  const wrong = rows.filter((row) => {
    const arrived = mails.get(row.id) ?? [];
    const tooFew = row.state === 'sent' && arrived.length === 0;
    return tooFew || arrived.length > row.attempts || new Set(arrived).size > 1;
  });
  return [
    ...stray.map((id) => `a mail without its row: ${id}`),
    ...wrong.map(
      (row) =>
        `mail ${row.id} is ${row.state} after ${row.attempts} attempts and came ${mails.get(row.id)?.length ?? 0} times`,
    ),
  ];
}

/** A chat message comes once at most, and has come when its row says so. */
function checkChat(
  user: User,
  rows: readonly OutboxRow[],
  messages: readonly string[],
  mails: ReadonlyMap<string, string[]>,
): string[] {
  const own = rows.filter((row) => row.userKey === user.key && row.channel === 'chat');
  const least = own.filter((row) => row.state === 'sent').length;
  const most = least + own.filter(mayHaveArrived).length;
  const violations: string[] = [];
  if (messages.length < least || messages.length > most)
    violations.push(`${user.upn} got ${messages.length} chat notices, ${least} to ${most} were sent`);
  const told = messages.flatMap((message) => PIN.exec(message)?.[0] ?? []);
  if (new Set(told).size !== told.length) violations.push(`${user.upn} was told a PIN twice in chat`);
  for (const row of own.filter(({ kind, state }) => kind === 'E3' && state === 'sent')) {
    const pin = pinMailedWith(row, rows, mails);
    if (pin !== undefined && !told.includes(pin))
      violations.push(`${row.id} is sent, and its PIN never came`);
  }
  return violations;
}

/** The PIN in the mail of the same reset. */
function pinMailedWith(
  chat: OutboxRow,
  rows: readonly OutboxRow[],
  mails: ReadonlyMap<string, string[]>,
): string | undefined {
  const mail = rows.find(
    (row) =>
      row.channel === 'mail' &&
      row.correlationId === chat.correlationId &&
      row.userKey === chat.userKey &&
      row.kind === chat.kind,
  );
  return PIN.exec(mails.get(mail?.id ?? '')?.[0] ?? '')?.[0];
}

/** When all has come to rest: nothing is under way, the last PIN told is the one that counts, PIN cards are masked. */
export function checkRest({ data, secrets }: Evidence, outside: Outside, now: Date): string[] {
  const rows = [...data.outbox.values()];
  const underWay = rows.filter(({ state }) => state === 'sending' || state === 'retrying');
  const idle = rows.filter(({ state, reason }) => state === 'waiting' && reason !== 'blocked');
  const overdue = [...data.sentCards.values()].filter(
    ({ maskAt, maskedAt, activityId }) =>
      maskAt !== null &&
      maskedAt === null &&
      activityId !== null &&
      Date.parse(maskAt) < now.getTime() - 15_000,
  );
  const mails = outside.mails();
  const wrongPins = [...data.users.values()].filter((user) => {
    const last = rows
      .filter((row) => row.userKey === user.key && row.kind === 'E3' && row.channel === 'mail')
      .sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1))
      .at(-1);
    const told = PIN.exec(mails.get(last?.id ?? '')?.[0] ?? '')?.[0];
    return (
      told !== undefined &&
      user.pin !== null &&
      secrets?.hashPin(user.key, user.pin.salt, told) !== user.pin.hash
    );
  });
  return [
    ...[...underWay, ...idle].map((row) => `${row.channel} notice ${row.id} is still ${row.state}`),
    ...overdue.map((card) => `PIN card ${card.id} is not masked`),
    ...wrongPins.map((user) => `${user.upn} was told another PIN than the one that counts`),
  ];
}
