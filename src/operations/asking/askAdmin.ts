import { includesRole } from '../../domain/actor.ts';
import { ASKABLE, heldBy, type Ask } from '../../domain/ask.ts';
import { message } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isEnabled, type User } from '../../domain/user.ts';
import { bulkStep } from '../bulk/bulkSteps.ts';
import { choice, needed } from '../field.ts';
import { queueCard } from '../notices.ts';
import { optionalPhone } from '../numberFields.ts';
import { EVERYBODY, operation, type Change, type Work } from '../operation.ts';
import { askView, whatOf } from './askView.ts';
import { adminsOf } from './deciders.ts';

/** What the form offers; who has no licence and asks to be enabled asks for one. */
const OFFERED = ASKABLE.filter((name) => name !== 'assignLicense');

/** Asks the admins to do something for whoever asks: each of them gets a card to decide it. */
export const askAdmin = operation({
  name: 'askAdmin',
  right: { ...EVERYBODY, needlessFor: 'admin' },
  fields: { what: needed(choice(OFFERED)), number: optionalPhone(null) },
  form: ['what', 'number'],
  changes: true,
  personal: true,
  async run(work, { what, number }): Promise<Change> {
    const { user, role } = work.actor;
    if (includesRole(role, 'admin')) throw new Refusal('ask-admin-self');
    const admins = await adminsOf(work);
    if (admins.length === 0) throw new Refusal('ask-no-admin');
    if (what === 'enableUser' && isEnabled(user))
      throw new Refusal('ask-have', { operation: { text: `operation.${what}` } });
    const wish = wishOf(user, what, number);
    const step = bulkStep(work, wish);
    await step.check(work, user);
    const ask = newAsk(work, wish);
    await refuseTwice(work, ask);
    await work.tx.asks.put(ask);
    const view = askView(ask, user, await step.meaning(work, [user]));
    for (const admin of admins) await queueCard(work, admin, 'ask', { view, about: ask.id });
    return {
      lines: [{ person: user.displayName, what: message('done.askAdmin', whatOf(ask)), facts: [] }],
      notes: [message('note.askWaits')],
      people: [user],
      after: { ask: ask.operation, ...ask.input },
    };
  },
});

/** What an admin would do for it. */
function wishOf(
  user: User,
  what: Ask['operation'],
  number: string | undefined,
): Pick<Ask, 'operation' | 'input'> {
  const isNumber = what === 'setServiceNumber' || what === 'setTollFreeNumber';
  if (isNumber && number === undefined) throw new Refusal('value-missing', { parameter: 'number' });
  if (what === 'setServiceNumber') return { operation: what, input: { serviceNumber: number } };
  if (what === 'setTollFreeNumber') return { operation: what, input: { tollFreeServiceNumber: number } };
  if (what === 'enableUser' && !user.licensed) return { operation: 'assignLicense', input: {} };
  return { operation: what, input: {} };
}

function newAsk(work: Work, wish: Pick<Ask, 'operation' | 'input'>): Ask {
  return {
    id: work.house.random.uuid(),
    askerKey: work.actor.user.key,
    askerName: work.actor.user.displayName,
    ...wish,
    had: heldBy(work.actor.user),
    state: 'waiting',
    decidedBy: null,
    reason: null,
    createdAt: work.now.toISOString(),
    decidedAt: null,
    cardsDue: false,
  };
}

/** One ask for one thing: asking again makes no admin decide twice. */
async function refuseTwice(work: Work, ask: Ask): Promise<void> {
  const waiting = await work.tx.asks.waiting();
  const same = waiting.some((one) => one.askerKey === ask.askerKey && one.operation === ask.operation);
  if (same) throw new Refusal('ask-waits', { operation: { text: `operation.${ask.operation}` } });
}
