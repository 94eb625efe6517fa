import type { Actor, Role } from '../domain/actor.ts';
import type { AuditRow } from '../domain/audit.ts';
import type { Button } from '../domain/button.ts';
import type { Message } from '../domain/message.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Request, Step } from '../domain/request.ts';
import type { TenantSettings } from '../domain/settings.ts';
import type { User } from '../domain/user.ts';
import type { PinCard } from '../domain/pinCard.ts';
import type { ChangeLine, Fact, View } from '../domain/view.ts';
import type { Clock } from '../ports/clock.ts';
import type { DirectoryRoles } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Random } from '../ports/random.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Store, Transaction } from '../ports/store.ts';
import type { Field, InputOf } from './field.ts';

/** What the operations need besides the store. */
export interface House {
  secrets: Secrets;
  random: Random;
  /** Whether mail can be sent at all. */
  mailAvailable: boolean;
  /** Local mode: one machine, sample organisation, anybody may act as anybody. */
  local: boolean;
  /** Minutes after which a PIN card masks itself. */
  pinVisibleMinutes: number;
  /** Whether callers can be asked for their name: the telephony engine records it. */
  recordsNames: boolean;
  /** Whether invitations follow changes, and after how many minutes; null where no calendar is connected. */
  calendar: { holdMinutes: number } | null;
  /** Roles besides those that are kept in the store: `rolesInForce.ts` puts both together. */
  directoryRoles: DirectoryRoles;
  /** What can be done; help is made of it. */
  catalogue: readonly Operation[];
}

/** What the gate works with. */
export interface Gate {
  store: Store;
  clock: Clock;
  house: House;
  log: Log;
  /** Counts how commands end, where somebody wants to know. */
  metrics?: Metrics;
}

/** What `run` works with: the open transaction and who asks for what. It can only change the store and queue notices. */
export interface Work {
  tx: Transaction;
  actor: Actor;
  request: Request;
  correlationId: string;
  now: Date;
  settings: TenantSettings;
  house: House;
}

/** What a change did: the gate makes the result card, the audit row and the equivalent cmdlet of it. */
export interface Change {
  lines: ChangeLine[];
  notes?: Message[];
  people?: User[];
  /** For the record: without secrets. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  pinCards?: PinCard[];
  buttons?: Button[];
}

/** What a person is told before they say yes. */
export interface Confirmation {
  title: Message;
  facts: Fact[];
  notes: Message[];
  /** Something to try before the answer. */
  buttons?: Button[];
}

/** Who may: a role and those above; `self` lets everybody do it to themselves. */
export interface Right {
  role: Role;
  self?: boolean;
  /** The refusal for somebody without the right who asks it for themselves, where that deserves words of its own. */
  ownRefusal?: RefusalCode;
  /** The setting that lets everybody do it to themselves. */
  selfIf?: 'AllowSelfServicePinReset';
  /** Who has this role has no need of it: it is not offered to them. */
  needlessFor?: Role;
}

/** Who may do what everybody may. */
export const EVERYBODY: Right = { role: 'user' };
/** Who may do what help desk and admins may. */
export const HELP_DESK: Right = { role: 'helpDesk' };
/** Who may do what only admins may. */
export const ADMINS: Right = { role: 'admin' };

/** The cmdlet that does the same. Several operations share one: the parameter that is there decides. */
export interface CmdletForm {
  name: string;
  /** The parameter that asks for this operation, e.g. `ResetLeaderPin`; without one, the bare cmdlet does. */
  trigger?: string;
  /** The parameter whose value may come first without its name; people always may. */
  positional?: string;
  /** Asked for only when no other operation of the cmdlet is: `-SendEmail` alone. */
  last?: boolean;
}

/** The fields of an operation, whatever they are. */
export type Fields = Record<string, Field<unknown>>;

/** Something that can be done: what it needs, who may, and how. */
export interface Operation<Declared extends Fields = Fields> {
  name: string;
  right: Right;
  fields: Declared;
  cmdlet?: CmdletForm;
  /** Whether it changes anything; a change has a preview and an audit row. */
  changes: boolean;
  /** The *Yes or no?* to ask first, if any; throws the refusals of `run`, so that nobody confirms what cannot be done. */
  confirms?: (work: Work, input: InputOf<Declared>) => Promise<Confirmation | undefined>;
  /**
   * What stands against doing it to one person (throws Refusal). With this, it can be done to many at once: `run` then gets
   * one of them after the other, and changes nothing when it refuses.
   */
  each?: (work: Work, user: User, input: InputOf<Declared>) => void | Promise<void>;
  /** Whether somebody has already what it gives, so that there is nothing to do: of many they are left out. */
  hasAlready?: (user: User, input: InputOf<Declared>) => boolean;
  /** Whether it gives people a PIN. */
  makesPins?: (input: Omit<InputOf<Declared>, 'people'>) => boolean;
  /** Its answer is for the asker's eyes: in a group conversation it goes to their personal chat. */
  personal?: boolean;
  /** The fields that its form in the menu asks for; without one, the menu's button does it at once. */
  form?: readonly (keyof Declared & string)[];
  /** On whose card it has a button, where that is not whoever is enabled. */
  isFor?: (user: User) => boolean;
  /** In one command with others it is done last, because it depends on what they change. */
  afterOthers?: boolean;
  /** In help and menus it is found under this operation, so that the first page stays short. */
  under?: string;
  /** Left out of help and menus: a part of another operation. */
  hidden?: boolean;
  /** Only in local mode. */
  localOnly?: boolean;
  run(work: Work, input: InputOf<Declared>): Promise<View | Change>;
  /**
   * How what a row of the record tells is taken back: the steps that do it, which pass the gate like any others; throws Refusal
   * when the state is no longer what the row left (`mustStillBe`). Or the refusal of a change that cannot be taken back.
   */
  undoes?: RefusalCode | ((work: Work, row: AuditRow) => Promise<Step[]>);
}

/** Declares an operation; the types of its input come from its fields. */
export function operation<Declared extends Fields>(declaration: Operation<Declared>): Operation {
  return declaration as unknown as Operation;
}
