import {
  byKey,
  copyOf,
  DAY,
  isThirdParty,
  MICROSOFT,
  MINUTE,
  No,
  NONE,
  type Done,
  type Person,
  type PlannedWant,
  type Question,
  type Role,
  type Row,
  type State,
  type Want,
  type What,
} from './model.ts';
import { personOf, RULES, type Actor, type Rule } from './rules.ts';

/** A request as the model sees it; the actor by name, and by key for those who are gone. */
export interface Asked {
  /** Its number. */
  request: number;
  actor: string;
  actorKey: string;
  preview: boolean;
  /** `-Confirm:$false`. */
  unasked: boolean;
  /** What is wanted; or the answer to a question, by the number of the request that it answered, or typed (null). */
  content:
    | { kind: 'wants'; wants: readonly Want[] }
    | { kind: 'answer'; yes: boolean; question: number | null }
    /** The last change of the asker (null), or the one whose button was pressed. */
    | { kind: 'undo'; of: number | null };
}

/** How a request must end. */
export type Expected = { state: State } & (
  | { kind: 'done'; rows: readonly Row[] }
  | { kind: 'question' }
  | { kind: 'note'; recorded: boolean }
  | { kind: 'refused'; code: string }
  /** The question was answered before: it shows what that ended in. */
  | { kind: 'pressedAgain'; question: number }
);

/** Minutes for which a question stands (rule 6). */
const QUESTION_MINUTES = 10;

/** How far back an undo without a name looks. */
const UNDO_DAYS = 30;

const ROLES: readonly Role[] = ['user', 'helpDesk', 'admin'];

/** What cannot be taken back, and what is said of it. */
const NOT_UNDONE: Partial<Record<What, string>> = {
  resetPin: 'undo-pin',
  sendInfo: 'undo-impossible',
  resendInfo: 'undo-impossible',
  removePerson: 'undo-impossible',
};

/** What is taken back by giving people their licence, provider and ID again. */
const STANDINGS: readonly What[] = [
  'disableUser',
  'removeLicense',
  'enableUser',
  'assignLicense',
  'setProvider',
  'restoreProvider',
];

/** What the rules make of a request; the state is left as it is. */
export function predict(before: State, asked: Asked): Expected {
  try {
    const expected = carryOut(copyOf(before), asked);
    return asked.preview ? { ...expected, state: before } : expected;
  } catch (error) {
    if (error instanceof No) return { kind: 'refused', code: error.code, state: before };
    throw error;
  }
}

function carryOut(state: State, asked: Asked): Expected {
  const { actor: name, content } = asked;
  const person = state.people.get(name);
  if (person?.key !== asked.actorKey) throw new No('not-known');
  const actor: Actor = { name, key: person.key, role: state.roles.get(name) ?? 'user' };
  if (content.kind === 'answer') return answer(state, asked, actor, content);
  if (content.kind === 'wants')
    return run(
      state,
      asked,
      actor,
      content.wants.map((want) => ({ ...want, undoes: null })),
    );
  const open = content.of === null ? openQuestion(state, actor) : undefined;
  if (open && open.at + QUESTION_MINUTES * MINUTE > state.now) {
    close(state, open);
    return { kind: 'note', recorded: asked.preview, state };
  }
  const wants = undone(state, actor, content.of);
  if (wants) return run(state, asked, actor, wants);
  return { kind: 'note', recorded: asked.preview, state };
}

/** Right, input, people, confirmation, and then the things themselves (rule 16: rights come before look-up). */
function run(
  state: State,
  asked: Asked,
  actor: Actor,
  wants: readonly PlannedWant[],
  confirmed = asked.unasked || asked.preview,
): Expected {
  for (const want of wants) mustBeAllowed(state, actor, want.what, namedBy(want, actor));
  for (const want of wants) {
    ruleOf(want).read?.(want);
    if (want.what !== 'addPerson' && namedBy(want, actor).some((name) => !state.people.has(name)))
      throw new No('user-not-found');
  }
  const doing = { state, request: asked.request };
  const planned = [...wants.filter((one) => !ruleOf(one).last), ...wants.filter((one) => ruleOf(one).last)];
  const asking = (want: PlannedWant) =>
    ruleOf(want).asks?.(
      doing,
      want.people.map((name) => personOf(state, name)),
      want,
    ) ?? false;
  if (!confirmed && planned.map(asking).some((asks) => asks)) return ask(state, asked, actor, planned);
  const rows = planned.map((want): Row => {
    const keys = keysOf(state, want, actor);
    const kept = ruleOf(want).does(doing, want.people, want, actor);
    return {
      what: want.what,
      undoes: want.undoes,
      people: keys ?? keysOf(state, want, actor) ?? [],
      ...kept,
    };
  });
  setAside(state, actor);
  state.history.push({ request: asked.request, actorKey: actor.key, at: state.now, rows });
  return { kind: 'done', rows: state.history.at(-1)?.rows ?? [], state };
}

/** The rule of a want, which takes that want and no other. */
function ruleOf(want: Want): Rule<Want> {
  return RULES[want.what];
}

/** Whom a want names. */
function namedBy(want: Want, actor: Actor): readonly string[] {
  return want.what === 'resendInfo' ? [actor.name] : want.people;
}

/** The keys of those whom a want concerns; undefined for somebody who is only added by it. */
function keysOf(state: State, want: Want, actor: Actor): string[] | undefined {
  const people = namedBy(want, actor).map((name) => state.people.get(name));
  return people.every((person) => person !== undefined) ? people.map((person) => person.key) : undefined;
}

function mustBeAllowed(state: State, actor: Actor, what: What, names: readonly string[]): void {
  const { role, own, selfIf } = RULES[what];
  if (ROLES.indexOf(actor.role) >= ROLES.indexOf(role)) return;
  const self =
    what !== 'addPerson' &&
    what !== 'changeSettings' &&
    names.length > 0 &&
    names.every((name) => name === actor.name);
  if (self && selfIf !== undefined && state.settings[selfIf]) return;
  throw new No(self && own !== undefined ? own : 'right-missing');
}

function ask(state: State, asked: Asked, actor: Actor, wants: readonly PlannedWant[]): Expected {
  const people = wants.flatMap((want) => want.people.map((name) => personOf(state, name)));
  setAside(state, actor);
  state.questions.push({
    request: asked.request,
    askerKey: actor.key,
    wants,
    ids: people.map((person) => [person.key, person.conferenceId] as const),
    at: state.now,
    answered: false,
    aside: false,
  });
  return { kind: 'question', state };
}

function openQuestion(state: State, actor: Actor): Question | undefined {
  return state.questions.findLast((one) => one.askerKey === actor.key && !one.answered && !one.aside);
}

/** Whoever goes on to something else does not mean what was asked before with their next typed *yes*. */
function setAside(state: State, actor: Actor): void {
  state.questions = state.questions.map((one) =>
    one.askerKey === actor.key ? { ...one, aside: true } : one,
  );
}

function close(state: State, question: Question): void {
  state.questions = state.questions.map((one) => (one === question ? { ...one, answered: true } : one));
}

/** Rule 6: only the asker answers, for ten minutes, and not if an ID changed meanwhile. */
function answer(
  state: State,
  asked: Asked,
  actor: Actor,
  { yes, question: number }: { yes: boolean; question: number | null },
): Expected {
  const question =
    number === null ? openQuestion(state, actor) : state.questions.find((one) => one.request === number);
  if (!question) throw new No('question-none');
  if (question.askerKey !== actor.key) throw new No('question-foreign');
  if (question.answered) return { kind: 'pressedAgain', question: question.request, state };
  close(state, question);
  if (!yes) return { kind: 'note', recorded: false, state };
  if (question.at + QUESTION_MINUTES * MINUTE <= state.now) throw new No('question-expired');
  for (const [key, id] of question.ids) {
    const person = byKey(state, key)?.[1];
    if (!person) throw new No('gone-meanwhile');
    if (person.conferenceId !== id) throw new No('changed-meanwhile');
  }
  return run(state, asked, actor, question.wants, true);
}

/** What takes a change back; undefined where there is none of the asker's own. */
function undone(state: State, actor: Actor, of: number | null): PlannedWant[] | undefined {
  const done = of === null ? lastChange(state, actor) : state.history.find((one) => one.request === of);
  if (!done && of === null) return undefined;
  if (!done) throw new No('undo-nothing');
  const wants = [...done.rows].reverse().flatMap((row) => {
    const names = row.people.map((key) => byKey(state, key)?.[0] ?? `nobody with the key ${key}`);
    mustBeAllowed(state, actor, row.what, row.what === 'resendInfo' ? [actor.name] : names);
    const refusal = NOT_UNDONE[row.what];
    if (refusal !== undefined) throw new No(refusal);
    return wantsBack(state, row).map((want) => ({ ...want, undoes: done.request }));
  });
  if (wants.length === 0) throw new No(done.rows.some(leftSomething) ? 'undo-impossible' : 'undo-nothing');
  return wants;
}

function lastChange(state: State, actor: Actor): Done | undefined {
  const from = state.now - UNDO_DAYS * DAY;
  const own = state.history.filter((one) => one.actorKey === actor.key && one.at >= from);
  const takenBack = own.flatMap((one) => one.rows.map((row) => row.undoes));
  return own.findLast(
    ({ request, rows }) =>
      !takenBack.includes(request) && rows.some((row) => row.undoes === null && leftSomething(row)),
  );
}

/** What can be taken back and found everything as it was to be left nothing to take back; nor did what only sent something again. */
function leftSomething({ what, before, after }: Row): boolean {
  if (what === 'resendInfo') return false;
  return NOT_UNDONE[what] !== undefined || JSON.stringify(before) !== JSON.stringify(after);
}

const AS_USUAL = { send: { mail: false, to: null } };

/** The steps that take one row back, if nothing has changed since. */
function wantsBack(state: State, row: Row): Want[] {
  if (row.what === 'changeSettings') {
    for (const [name, left] of Object.entries(row.after))
      mustStillBe(left, state.settings[name as keyof State['settings']]);
    return [{ what: 'changeSettings', people: [], changes: row.before }];
  }
  const people = row.people.map((key) => {
    const found = byKey(state, key);
    if (!found) throw new No('undo-removed');
    return found;
  });
  if (STANDINGS.includes(row.what))
    return people.flatMap(([name, person]) => standingBack(name, person, row));
  return people.map(([name, person]) => wantBack(name, person, row));
}

function wantBack(name: string, person: Person, { what, before, after }: Row): Want {
  const people = [name];
  if (what === 'addPerson') return { what: 'removePerson', people };
  if (what === 'setServiceNumber' || what === 'setTollFreeNumber') {
    mustStillBe(after[person.upn], what === 'setServiceNumber' ? person.toll : person.tollFree);
    const number = (before[person.upn] ?? null) as string | null;
    return { what, people, number, ...AS_USUAL };
  }
  const reset = what === 'resetConferenceId';
  const id = reset ? before[person.upn] : before['conferenceId'];
  const now = !reset && isThirdParty(person) ? person.typedId : person.conferenceId;
  mustStillBe(reset ? after[person.upn] : after['conferenceId'], now);
  if (typeof id !== 'string' || id === '') throw new No('undo-impossible');
  return { what: 'setConferenceId', people, id, ...AS_USUAL };
}

/** What gives somebody the licence and the provider back that a change took, with their own ID; nothing where it took nothing. */
function standingBack(name: string, person: Person, row: Row): Want[] {
  type Standing = Partial<Pick<Person, 'licensed' | 'provider' | 'conferenceId'>>;
  const before = (row.before[person.upn] ?? {}) as Standing;
  // The records of a third party may have changed again: they are not given back by this.
  const { typedId: _records, ...after } = (row.after[person.upn] ?? {}) as Standing & { typedId?: string };
  for (const [trait, left] of Object.entries(after)) mustStillBe(left, person[trait as keyof Standing]);
  const people = [name];
  const own = before.conferenceId ? { own: before.conferenceId } : {};
  const { licensed = person.licensed, provider = person.provider } = before;
  const wants: Want[] = [];
  const getsLicence = licensed && !person.licensed;
  const enabling = getsLicence && provider === MICROSOFT && !isThirdParty(person);
  const how = enabling ? own : { only: true };
  if (getsLicence) wants.push({ what: 'assignLicense', people, replace: false, ...how, ...AS_USUAL });
  const reached = enabling ? MICROSOFT : person.provider;
  if (provider !== reached) {
    const isKept =
      ![MICROSOFT, NONE].includes(provider) && person.replaced.some((one) => one.name === provider);
    wants.push(
      isKept
        ? { what: 'restoreProvider', people, name: provider, ...AS_USUAL }
        : { what: 'setProvider', people, provider, replace: true, ...own, ...AS_USUAL },
    );
  }
  if (!licensed && person.licensed) wants.push({ what: 'removeLicense', people, ...AS_USUAL });
  return wants;
}

function mustStillBe(left: unknown, now: unknown): void {
  if (left !== now) throw new No('undo-stale');
}
