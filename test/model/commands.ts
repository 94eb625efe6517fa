import fc from 'fast-check';
import { often, seldom } from './beginning.ts';
import { DAY, MINUTE, type Notice } from './model.ts';
import type { Asked } from './predict.ts';
import { requestFor, send, type Model } from './requests.ts';
import { actor, somebody, wantFor, wants, type Chosen } from './wants.ts';
import type { World } from './world.ts';

/** A command of a sequence. */
export type Command = fc.AsyncCommand<Model, World>;

/** Somebody wants something. */
class Asks implements Command {
  #shown = '';

  constructor(
    private readonly actor: string,
    private readonly wants: readonly Chosen[],
    private readonly how: { preview: boolean; unasked: boolean; faultAt: number | null },
  ) {}

  check(model: Readonly<Model>): boolean {
    return model.keys.has(this.actor);
  }

  async run(model: Model, world: World): Promise<void> {
    const { preview, unasked, faultAt } = this.how;
    const wants = this.wants.map((want) => wantFor(model.state, want));
    this.#shown = `: ${JSON.stringify(wants.map((want) => ('id' in want ? want.id : null)))}`;
    await sendNew(model, world, this.actor, { preview, unasked, content: { kind: 'wants', wants } }, faultAt);
  }

  toString(): string {
    return `${this.actor} asks ${JSON.stringify(this.wants)} ${JSON.stringify(this.how)}${this.#shown}`;
  }
}

/** Somebody answers a question: one whose button they press, or whatever is open. */
class Answers implements Command {
  constructor(
    private readonly actor: string,
    private readonly yes: boolean,
    private readonly pressed: number | null,
    private readonly faultAt: number | null,
  ) {}

  check({ state, keys }: Readonly<Model>): boolean {
    if (!keys.has(this.actor)) return false;
    // That there is nothing to answer is tried by one of them.
    const toNothing = this.pressed === null && this.actor === 'amos';
    return toNothing || state.questions.some((one) => !one.answered);
  }

  async run(model: Model, world: World): Promise<void> {
    const { questions } = model.state;
    const open = questions.findLast((one) => !one.answered && !one.aside);
    const question = this.pressed === null ? null : questions.at(-1 - (this.pressed % questions.length));
    // Most often it is the asker who answers.
    const { askerKey } = question ?? open ?? {};
    const asker = [...model.keys].find(([, key]) => key === askerKey)?.[0];
    const actor = this.actor === 'amos' ? 'amos' : (asker ?? this.actor);
    const content = { kind: 'answer', yes: this.yes, question: question?.request ?? null } as const;
    await sendNew(model, world, actor, { preview: false, unasked: false, content }, this.faultAt);
  }

  toString(): string {
    return `${this.actor} answers ${this.yes ? 'yes' : 'no'} to ${this.pressed ?? 'what is open'}`;
  }
}

/** Somebody takes something back: their last change, or one whose button they press. */
class Undoes implements Command {
  constructor(
    private readonly actor: string,
    private readonly pressed: number | null,
    private readonly how: { preview: boolean; unasked: boolean },
  ) {}

  check({ keys, sent, state: { history, questions } }: Readonly<Model>): boolean {
    const key = keys.get(this.actor);
    if (this.pressed !== null) return key !== undefined && sent.length > 0;
    const isOwn = (one: { actorKey: string }) => one.actorKey === key;
    const nothing = !history.some(isOwn) && questions.every((one) => one.answered);
    // That there is nothing to take back is tried by one of them.
    return key !== undefined && !(nothing && this.actor !== 'amos');
  }

  async run(model: Model, world: World): Promise<void> {
    const { history } = model.state;
    const done = history.length > 0 ? history.map((one) => one.request) : [...model.sent.keys()];
    const of = this.pressed === null ? null : (done.at(-1 - (this.pressed % done.length)) ?? null);
    const asked = { ...this.how, content: { kind: 'undo', of } as const };
    await sendNew(model, world, this.actor, asked, null);
  }

  toString(): string {
    return `${this.actor} undoes ${this.pressed ?? 'the last change'} ${JSON.stringify(this.how)}`;
  }
}

/** A request comes once more: the same activity, or a one-time button pressed again. */
class ComesAgain implements Command {
  constructor(
    private readonly which: number,
    private readonly redelivered: boolean,
  ) {}

  check({ sent }: Readonly<Model>): boolean {
    return sent.length > 0;
  }

  async run(model: Model, world: World): Promise<void> {
    const sent = model.sent.at(-1 - (this.which % model.sent.length));
    if (!sent) return;
    const { id, arrival } = sent.request;
    await send(model, world, sent, { arrival: this.redelivered ? arrival : `${id} again`, faultAt: null });
  }

  toString(): string {
    return `the request ${this.which} before comes again${this.redelivered ? '' : ' in another activity'}`;
  }
}

/** Time passes. */
class TimePasses implements Command {
  constructor(private readonly milliseconds: number) {}

  check(): boolean {
    return true;
  }

  async run(model: Model, world: World): Promise<void> {
    world.pass(this.milliseconds);
    model.state.now = world.now.getTime();
  }

  toString(): string {
    return `${this.milliseconds / DAY} days pass`;
  }
}

/** What waits for somebody arrives, or is given up, as the courier would have it. */
class NoticesEnd implements Command {
  constructor(
    private readonly name: string,
    private readonly channel: Notice['channel'],
    private readonly state: 'sent' | 'givenUp',
  ) {}

  check({ state, keys }: Readonly<Model>): boolean {
    const key = keys.get(this.name);
    return state.notices.some((notice) => notice.userKey === key && notice.state === 'waiting');
  }

  async run(model: Model, world: World): Promise<void> {
    const { name, channel, state } = this;
    const key = model.keys.get(name);
    const ends = (one: { userKey: string; channel: string; state: string }) =>
      one.userKey === key && one.channel === channel && one.state === 'waiting';
    model.state.notices = model.state.notices.map((notice) =>
      ends(notice) ? { ...notice, state, sealed: false } : notice,
    );
    await world.inStore(async (tx) => {
      for (const row of await tx.outbox.ofUser(key ?? ''))
        if (ends(row)) await tx.outbox.put({ ...row, state, secret: null, nextTryAt: null });
    });
    model.dump = undefined;
  }

  toString(): string {
    return `what waits for ${this.name} by ${this.channel} is ${this.state}`;
  }
}

async function sendNew(
  model: Model,
  world: World,
  actor: string,
  asked: Pick<Asked, 'preview' | 'unasked' | 'content'>,
  faultAt: number | null,
): Promise<void> {
  const actorKey = model.keys.get(actor) ?? '';
  const sent = requestFor(model, world, { request: model.sent.length, actor, actorKey, ...asked });
  model.sent.push(sent);
  await send(model, world, sent, { arrival: sent.request.arrival, faultAt });
}

const faultAt = fc.oneof(
  { weight: 9, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 8 }) },
);

const asks = fc
  .tuple(actor, wants, fc.record({ preview: seldom, unasked: often, faultAt }))
  .map((parts) => new Asks(...parts));
const answers = fc
  .tuple(actor, often, fc.option(fc.nat(3), { freq: 1 }), faultAt)
  .map((parts) => new Answers(...parts));
const undoes = fc
  .tuple(actor, fc.option(fc.nat(3), { freq: 1 }), fc.record({ preview: seldom, unasked: often }))
  .map((parts) => new Undoes(...parts));
const comesAgain = fc.tuple(fc.nat(3), often).map((parts) => new ComesAgain(...parts));
const timePasses = fc
  .constantFrom(11 * MINUTE, DAY, 31 * DAY, 89 * DAY, 90 * DAY)
  .map((milliseconds) => new TimePasses(milliseconds));
const noticesEnd = fc
  .tuple(
    somebody,
    fc.constantFrom('chat' as const, 'mail' as const),
    fc.constantFrom('sent' as const, 'givenUp' as const),
  )
  .map((parts) => new NoticesEnd(...parts));

/** Sequences of commands. What is there more often is asked for more often. */
export function sequences(maxCommands: number): fc.Arbitrary<Iterable<Command>> {
  const all = [
    asks,
    asks,
    asks,
    asks,
    asks,
    asks,
    answers,
    answers,
    undoes,
    comesAgain,
    timePasses,
    noticesEnd,
  ];
  return fc.commands<Model, World, false>(all, { maxCommands, size: 'max' });
}
