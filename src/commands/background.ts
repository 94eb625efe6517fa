import { cryptoRandom } from '../adapters/crypto/random.ts';
import type { Config } from '../config.ts';
import { createDecisionCards, type DecisionCards } from '../operations/asking/decisionCards.ts';
import { createCallKeeper } from '../operations/attending/callKeeper.ts';
import { createBatchRunner, type BatchRunner } from '../operations/bulk/batchRunner.ts';
import type { DirectoryWork } from '../operations/directory/directoryWork.ts';
import { createMigrationRunner } from '../operations/migrating/migrationRunner.ts';
import type { Gate } from '../operations/operation.ts';
import type { Worker } from '../operations/worker.ts';
import { createCourier, type Courier } from '../outbox/courier.ts';
import { installing } from '../outbox/installing.ts';
import { Pace } from '../outbox/pace.ts';
import { blockWords } from '../presentation/blockWords.ts';
import type { Calendar } from '../ports/calendar.ts';
import type { ChatDelivery, MailDelivery } from '../ports/delivery.ts';
import type { Telephony } from '../ports/telephony.ts';
import { cardEditor } from '../teams/cardEditor.ts';
import type { OrganizationDirectory } from './directory.ts';
import type { Words } from './words.ts';

/** What goes on when nobody says anything: notices go out, many people are changed, cards are kept at their last state. */
export interface Background {
  courier: Courier;
  batches: BatchRunner;
  decisionCards: DecisionCards;
  directory: DirectoryWork;
  migrations: Worker;
  calls: Worker;
  /** Those that have something to do after a command. */
  workers: readonly { wake(): void }[];
  start(): void;
  /** Lets what is under way end. */
  stop(): Promise<void>;
}

/** Chat whose edits wait for their turn; what is sent is paced by the courier, and so are result cards: it knows what can wait. */
function atPace(chat: ChatDelivery, pace: Pace): ChatDelivery {
  return {
    send: (to, message) => chat.send(to, message),
    async update(address, activityId, message) {
      await pace.turn(address.conversationId);
      return chat.update(address, activityId, message);
    },
  };
}

/** What the workers reach outside. */
interface Reached {
  chat: ChatDelivery;
  mail: MailDelivery;
  directory: OrganizationDirectory;
  /** Null where invitations are not looked after. */
  calendar: Calendar | null;
  /** Null where no telephony engine can be asked. */
  telephony: Telephony | null;
}

/** Puts the workers together; nothing happens before `start`. */
export function createBackground(
  gate: Gate,
  { chat, mail, directory, calendar, telephony }: Reached,
  { presenter, noticePresenter, texts }: Words,
  { auditMonths }: Pick<Config, 'auditMonths'>,
): Background {
  const pace = new Pace(gate.clock, () => gate.store.place);
  const editor = cardEditor(atPace(chat, pace), presenter);
  const decisionCards = createDecisionCards({ ...editor, gate });
  const courier = createCourier({
    ...gate,
    ...editor,
    refreshCard: cardEditor(chat, presenter).refreshCard,
    chat: directory.apps ? installing(chat, directory.apps, gate) : chat,
    mail,
    pace,
    auditMonths,
    secrets: gate.house.secrets,
    directoryRoles: gate.house.directoryRoles,
    random: cryptoRandom,
    presenter: noticePresenter,
    cardStands: () => decisionCards.wake(),
  });
  const batches = createBatchRunner({
    ...editor,
    gate,
    wakeCourier: () => courier.wake(),
    ended: () => decisionCards.wake(),
  });
  const migrations = createMigrationRunner({
    gate,
    calendar,
    words: blockWords(texts),
    refresh: (correlationId) => courier.refresh(correlationId),
    wakeCourier: () => courier.wake(),
  });
  return running(gate, pace, {
    courier,
    batches,
    decisionCards,
    migrations,
    calls: createCallKeeper(gate, telephony, () => decisionCards.wake()),
    directory: directory.work(gate),
  });
}

/** All of them as one: what others do wakes them, and they end in an order in which none waits for another that is gone. */
function running(gate: Gate, pace: Pace, parts: Omit<Background, 'start' | 'stop' | 'workers'>): Background {
  const { courier, batches, decisionCards, migrations, calls, directory } = parts;
  const workers = [courier, batches, decisionCards, migrations];
  return {
    ...parts,
    workers,
    start() {
      gate.store.watch(() => [...workers, directory].forEach((worker) => worker.wake()));
      courier.start();
      batches.start();
      decisionCards.wake();
      migrations.start();
      calls.start();
      directory.start();
    },
    async stop() {
      pace.close();
      // Before the calendar is given up: what it does not answer then is no failure.
      const migrated = migrations.stop();
      await calls.stop();
      await directory.stop();
      await migrated;
      await batches.stop();
      await decisionCards.idle();
      await courier.stop();
    },
  };
}
