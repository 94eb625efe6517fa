import { sizeOf, type Batch, type BatchItem, type BatchReason } from '../../domain/batch.ts';
import type { Button } from '../../domain/button.ts';
import { shortMoment } from '../../domain/day.ts';
import { message, type Message } from '../../domain/message.ts';
import type { Fact, View } from '../../domain/view.ts';
import { button } from '../buttons.ts';

/** A batch as a card. */
export type BatchView = Extract<View, { kind: 'batch' }>;

/** The card of a batch as it is now; what its reader can do with it are the buttons. */
export function batchView(batch: Batch, newToken: () => string): BatchView {
  const { counts, state } = batch;
  const isPlan = state === 'planned' || state === 'awaitingApproval';
  const done = counts.ok + counts.skipped + counts.failed;
  return {
    kind: 'batch',
    batch: batch.id,
    state,
    title: message(`batch.title.${state}`, {
      ...whatOf(batch),
      count: isPlan ? counts.pending : sizeOf(batch),
    }),
    cmdlet: batch.cmdlet,
    progress: isPlan ? null : { done, total: sizeOf(batch) },
    facts: [
      ...batch.facts,
      ...batch.whom.map((value) => ({ label: 'whom', value })),
      ...(isPlan
        ? [{ label: 'willChange', value: String(counts.pending) }]
        : [{ label: 'itemOk', value: String(counts.ok) }]),
      ...(counts.skipped > 0 ? [{ label: 'itemSkipped', value: String(counts.skipped) }] : []),
      ...(counts.failed > 0 ? [{ label: 'itemFailed', value: String(counts.failed) }] : []),
      ...(!isPlan && counts.pending > 0 ? [{ label: 'itemPending', value: String(counts.pending) }] : []),
      ...followingOf(batch),
    ],
    reasons: batch.reasons.map(reasonLine),
    notes: notesOf(batch),
    buttons: buttonsOf(batch, newToken),
  };
}

/** Whose invitations follow, and when. */
function followingOf({ following }: Batch): Fact[] {
  if (!following) return [];
  const { people, from } = following;
  const at = shortMoment(from);
  return [{ label: 'invitations', value: message('migration.ofMany', { count: people, at }) }];
}

/** A plan as another admin sees it: with the buttons to approve or refuse exactly it, for as long as it waits for that. */
export function approvalView(batch: Batch, newToken: () => string): BatchView {
  const view = batchView(batch, newToken);
  if (batch.state !== 'awaitingApproval') return { ...view, buttons: [] };
  const { id, fingerprint, askerName, meaning } = batch;
  const once = newToken();
  const decision = (operation: string, style: Button['style']) =>
    button(operation, { batch: id, fingerprint }, { style, once });
  return {
    ...view,
    facts: [{ label: 'askedBy', value: askerName }, ...view.facts],
    notes: [...meaning],
    buttons: [
      decision('approveBatch', 'positive'),
      decision('refuseBatch', 'destructive'),
      button('batchPeople', { batch: id }),
    ],
  };
}

/** What is done, for texts: the operation, and how many more there are in the same batch. */
export function whatOf({ steps: [first, ...others] }: Batch): Message['params'] {
  return { operation: { text: `operation.${first?.operation ?? ''}` }, others: others.length };
}

/** Why somebody was left out, in words. */
export function reasonText({ code, params }: Pick<BatchItem, 'code' | 'params'>): Message {
  return code === null || code === 'failure'
    ? message('batch.failure', params)
    : message(`refusal.${code}`, params);
}

function reasonLine(reason: BatchReason) {
  const { state, count, people } = reason;
  const params = {
    state: { text: `itemState.${state}` },
    count,
    names: people.join(', '),
    more: count - people.length,
  };
  return { what: message('batch.reason', params), why: reasonText(reason) };
}

function notesOf(batch: Batch): Message[] {
  const { state, handOver, decidedBy, makesPins, meaning } = batch;
  const isPlan = state === 'planned' || state === 'awaitingApproval';
  return [
    ...(isPlan ? meaning : []),
    ...(isPlan && makesPins ? [message('batch.note.pinsToPeopleOnly')] : []),
    ...(state === 'awaitingApproval' ? [message('batch.note.awaitingApproval')] : []),
    ...(decidedBy === null
      ? []
      : [message(`batch.note.${state === 'refused' ? 'refusedBy' : 'approvedBy'}`, { person: decidedBy })]),
    ...(state === 'running' ? [message('batch.note.running')] : []),
    ...(handOver > 0 && state !== 'running' ? [message('batch.note.handOver', { count: handOver })] : []),
  ];
}

function buttonsOf({ id, state, counts, handOver }: Batch, newToken: () => string): Button[] {
  const input = { batch: id };
  const once = (operation: string, style: Button['style'], title?: Message) =>
    button(operation, input, { style, once: newToken(), ...(title && { title }) });
  const ended = state === 'done' || state === 'stopped';
  return [
    ...(state === 'awaitingApproval'
      ? [button('withdrawAsk', {}, { style: 'destructive', once: newToken() })]
      : []),
    ...(state === 'running' ? [once('stopBatch', 'destructive')] : []),
    ...(state === 'stopped' ? [once('startBatch', 'positive', message('button.goOn'))] : []),
    ...(ended && counts.failed > 0 ? [once('retryBatch', 'default')] : []),
    ...(ended && handOver > 0 ? [once('handOverPins', 'default')] : []),
    ...(ended ? [button('exportBatch', input)] : []),
    button('batchPeople', input),
  ];
}
