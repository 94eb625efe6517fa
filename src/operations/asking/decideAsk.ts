import * as z from 'zod';
import type { Ask } from '../../domain/ask.ts';
import { message, type Message } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/request.ts';
import type { User } from '../../domain/user.ts';
import type { View } from '../../domain/view.ts';
import { needed, text, value } from '../field.ts';
import { queueCard } from '../notices.ts';
import { ADMINS, operation, type Change, type Work } from '../operation.ts';
import { askView, whatOf } from './askView.ts';
import { withdrawCards } from './deciders.ts';

const ASK_FIELD = value(z.string().max(64), 'button-malformed');

const APPROVE = 'approveAsk';

/** Approves what somebody asked for; the gate has done it just before, in the same transaction (`fulfilling`). */
export const approveAsk = operation({
  name: APPROVE,
  right: ADMINS,
  fields: { ask: ASK_FIELD },
  changes: true,
  hidden: true,
  personal: true,
  afterOthers: true,
  run: (work, { ask: id }) => decide(work, id, { state: 'approved', reason: null }),
});

/** Refuses what somebody asked for, and tells them why. */
export const refuseAsk = operation({
  name: 'refuseAsk',
  right: ADMINS,
  fields: { ask: ASK_FIELD, reason: needed(text()) },
  form: ['reason'],
  changes: true,
  hidden: true,
  personal: true,
  run: (work, { ask: id, reason }) => decide(work, id, { state: 'refused', reason }),
});

/** An approval with what it approves in front of it, which passes the gate like anything that was typed; other steps as they are. */
export async function fulfilling(work: Work, steps: readonly Step[]): Promise<readonly Step[]> {
  const approval = steps.find((step) => step.operation === APPROVE);
  if (!approval) return steps;
  if (steps.length > 1) throw new Refusal('one-at-a-time');
  const id = approval.input['ask'];
  const ask = typeof id === 'string' ? await work.tx.asks.get(id) : undefined;
  const asker = ask?.state === 'waiting' ? await work.tx.users.get(ask.askerKey) : undefined;
  if (!ask || !asker) return steps;
  const asked = { operation: ask.operation, input: { ...ask.input, people: [asker.upn] }, fulfils: ask.id };
  return [asked, approval];
}

/** The first answer counts; whoever answers later sees it. */
async function decide(
  work: Work,
  id: string,
  { state, reason }: Pick<Ask, 'state' | 'reason'>,
): Promise<Change | View> {
  const ask = await work.tx.asks.get(id);
  if (!ask) throw new Refusal('ask-none');
  const asker = await work.tx.users.get(ask.askerKey);
  if (ask.state !== 'waiting') return askView(ask, asker);
  if (!asker && state === 'approved') throw new Refusal('ask-none');
  const decided: Ask = {
    ...ask,
    state,
    reason,
    decidedBy: work.actor.user.displayName,
    decidedAt: work.now.toISOString(),
    cardsDue: true,
  };
  await work.tx.asks.put(decided);
  await withdrawCards(work, id);
  if (asker) await tell(work, asker, decided);
  const what = message(`done.${state === 'approved' ? 'approveAsk' : 'refuseAsk'}`, whatOf(ask));
  return { lines: [{ person: ask.askerName, what, facts: [] }], people: asker ? [asker] : [] };
}

/** Tells the person what became of it, and who decided. */
async function tell(work: Work, asker: User, ask: Ask): Promise<void> {
  const title = message(`ask.answer.${ask.state}`, { ...whatOf(ask), admin: ask.decidedBy ?? '' });
  const notes: Message[] = ask.reason === null ? [] : [message('ask.reason', { reason: ask.reason })];
  const view: View = { kind: 'note', title, notes, buttons: [] };
  await queueCard(work, asker, 'decision', { view, about: ask.id });
}
