import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/adapters/clock/systemClock.ts';
import { cryptoRandom } from '../../src/adapters/crypto/random.ts';
import { createSecrets } from '../../src/adapters/crypto/secrets.ts';
import { openLowdbStore } from '../../src/adapters/lowdb/store.ts';
import type { PersonalConversation } from '../../src/domain/conversation.ts';
import type { OutboxRow } from '../../src/domain/outboxRow.ts';
import type { User } from '../../src/domain/user.ts';
import type { DeliveryLine } from '../../src/domain/deliveryLine.ts';
import type { SentCard } from '../../src/domain/sentCard.ts';
import { NO_DIRECTORY_ROLES } from '../../src/ports/directory.ts';
import { createCourier, type Courier, type CourierParts } from '../../src/outbox/courier.ts';
import { Pace } from '../../src/outbox/pace.ts';
import type { DeliveryResult } from '../../src/ports/delivery.ts';
import type { Store } from '../../src/ports/store.ts';
import { aConversation, anOutboxRow, aUser } from '../support/builders.ts';
import { FakeChat } from '../support/fakeChat.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { FakeLog } from '../support/fakeLog.ts';
import { FakeMail } from '../support/fakeMail.ts';
import { noticePresenter } from '../support/notices.ts';

/** The PIN of every sealed row. */
export const PIN = '90573';

/** The person whom the notices are for. */
export const AMOS = aUser({ id: '00000000-0000-4000-8000-000000000002' });

/** A courier with a real store and real words, between fakes of the outside. */
export class World {
  readonly clock = new FakeClock();
  readonly chat = new FakeChat();
  readonly mail = new FakeMail();
  readonly log = new FakeLog();
  readonly secrets = createSecrets(randomBytes(32));
  readonly refreshed: { card: SentCard; lines: DeliveryLine[]; at: number }[] = [];
  readonly masked: SentCard[] = [];
  /** Used up one by one; then every edit succeeds. */
  readonly editAnswers: DeliveryResult[] = [];
  courier: Courier;

  private constructor(
    readonly store: Store,
    private readonly folder: string,
  ) {
    this.courier = this.newCourier();
  }

  /** Opens a world in which Amos has an account, a mailbox and a conversation with the bot. */
  static async open(): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-outbox-'));
    const store = await openLowdbStore({ folder, clock: systemClock, log: new FakeLog() });
    const world = new World(store, folder);
    await world.putUser(AMOS);
    await world.putConversation(aConversation());
    return world;
  }

  /** Also sees to it that no PIN and no address ever came into the log. */
  async close(): Promise<void> {
    await this.courier.stop();
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
    assert.equal(this.clock.timers, 0, 'no timer is left');
    const logged = JSON.stringify(this.log.lines);
    assert.ok(
      !logged.includes(PIN) && !logged.includes('@contoso.com') && !logged.includes('hotmail'),
      'the log is clean',
    );
  }

  newCourier(changes: Partial<CourierParts> = {}): Courier {
    return createCourier({
      store: this.store,
      chat: this.chat,
      mail: this.mail,
      secrets: this.secrets,
      clock: this.clock,
      random: { ...cryptoRandom, fraction: () => 0.5 },
      pace: new Pace(this.clock, () => this.store.place),
      presenter: noticePresenter(),
      log: this.log,
      directoryRoles: NO_DIRECTORY_ROLES,
      refreshCard: async (card, { deliveries: lines }) => {
        this.refreshed.push({ card, lines, at: this.clock.now().getTime() });
        return this.editAnswers.shift() ?? { outcome: 'sent' };
      },
      maskCard: async (card) => {
        this.masked.push(card);
        return this.editAnswers.shift() ?? { outcome: 'sent' };
      },
      ...changes,
    });
  }

  /** Starts the courier and waits until there is nothing left to do now. */
  async run(): Promise<void> {
    this.courier.start();
    await this.courier.idle();
  }

  /** Lets time pass. */
  async later(milliseconds: number): Promise<void> {
    await this.clock.pass(milliseconds, () => this.courier.idle());
  }

  /** Queues a notice; `pin` is sealed as operations seal it. */
  async queue(changes: Partial<OutboxRow> = {}, pin: string | null = PIN): Promise<OutboxRow> {
    const row = anOutboxRow({ userKey: AMOS.key, ...changes });
    const secret = pin === null ? null : this.secrets.seal(pin, `${row.id} ${row.userKey}`);
    const sealed = { ...row, secret };
    await this.store.transaction((tx) => tx.outbox.put(sealed));
    return sealed;
  }

  /** The row as it stands now. */
  async row({ id }: { id: string }): Promise<OutboxRow> {
    const row = await this.store.transaction((tx) => tx.outbox.get(id));
    assert.ok(row);
    return row;
  }

  async put(row: OutboxRow): Promise<void> {
    await this.store.transaction((tx) => tx.outbox.put(row));
  }

  async putUser(user: User): Promise<void> {
    await this.store.transaction((tx) => tx.users.put(user));
  }

  async putConversation(conversation: PersonalConversation): Promise<void> {
    await this.store.transaction((tx) => tx.conversations.put(conversation));
  }

  async conversation(): Promise<PersonalConversation | undefined> {
    return this.store.transaction((tx) => tx.conversations.get(AMOS.key));
  }

  async putCard(card: SentCard): Promise<void> {
    await this.store.transaction((tx) => tx.sentCards.put(card));
  }

  async card({ id }: { id: string }): Promise<SentCard | undefined> {
    return this.store.transaction((tx) => tx.sentCards.get(id));
  }
}

/** Milliseconds between two moments in ISO form. */
export function between(from: string, to: string | null): number {
  assert.ok(to !== null);
  return new Date(to).getTime() - new Date(from).getTime();
}

/** A call to the outside that a test answers by hand. */
export function aCall(): {
  promise: Promise<DeliveryResult>;
  resolve(result: DeliveryResult): void;
  /** Resolves when the condition holds. */
  begun(condition: () => boolean): Promise<void>;
} {
  let resolve: (result: DeliveryResult) => void = () => undefined;
  const promise = new Promise<DeliveryResult>((settle) => (resolve = settle));
  const begun = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((next) => setTimeout(next, 1));
  };
  return { promise, resolve, begun };
}
