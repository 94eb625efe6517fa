import { sizeOf, type Batch, type BatchItem, type BatchReason } from '../../domain/batch.ts';
import { message, type Message } from '../../domain/message.ts';
import { formatPhoneNumber } from '../../domain/phoneNumber.ts';
import type { Button, Fact, View } from '../../domain/view.ts';

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
    title: message(`batch.title.${state}`, {
      ...whatOf(batch),
      count: isPlan ? counts.pending : sizeOf(batch),
    }),
    cmdlet: batch.cmdlet,
    progress: isPlan ? null : { done, total: sizeOf(batch) },
    facts: [
      ...batch.steps.flatMap(({ input }) => valuesIn(input)),
      ...batch.whom.map((value) => ({ label: 'whom', value })),
      ...(isPlan
        ? [{ label: 'willChange', value: String(counts.pending) }]
        : [{ label: 'itemOk', value: String(counts.ok) }]),
      ...(counts.skipped > 0 ? [{ label: 'itemSkipped', value: String(counts.skipped) }] : []),
      ...(counts.failed > 0 ? [{ label: 'itemFailed', value: String(counts.failed) }] : []),
      ...(!isPlan && counts.pending > 0 ? [{ label: 'itemPending', value: String(counts.pending) }] : []),
    ],
    reasons: batch.reasons.map(reasonLine),
    notes: notesOf(batch),
    buttons: buttonsOf(batch, newToken),
  };
}

/** A plan as another admin sees it: with the buttons to approve or refuse exactly it, for as long as it waits for that. */
export function approvalView(batch: Batch, newToken: () => string): BatchView {
  const view = batchView(batch, newToken);
  if (batch.state !== 'awaitingApproval') return { ...view, buttons: [] };
  const once = newToken();
  const button = (operation: string, style: Button['style']): Button => ({
    title: message(`operation.${operation}`),
    style,
    request: { steps: [{ operation, input: { batch: batch.id, fingerprint: batch.fingerprint } }], once },
  });
  return {
    ...view,
    facts: [{ label: 'askedBy', value: batch.askerName }, ...view.facts],
    notes: [...batch.meaning],
    buttons: [button('approveBatch', 'positive'), button('refuseBatch', 'destructive'), ...everybody(batch)],
  };
}

/** What is done, for texts: the operation, and how many more there are in the same batch. */
export function whatOf({ steps: [first, ...others] }: Batch): Message['params'] {
  return { operation: { text: `operation.${first?.operation ?? ''}` }, others: others.length };
}

/** Inputs that say what people will have, and what they stand under. */
const VALUES = ['serviceNumber', 'tollFreeServiceNumber', 'allowed', 'allowTollFreeDialIn', 'provider'];

/** What people will have by a step, where it says so. */
function valuesIn(input: Record<string, unknown>): Fact[] {
  return VALUES.flatMap((label): Fact[] => {
    const value = input[label];
    if (typeof value === 'boolean') return [{ label, value: message(value ? 'text.yes' : 'text.no') }];
    if (value === null) return [{ label, value: message('text.none') }];
    return typeof value === 'string'
      ? [{ label, value: /^\+\d+$/.test(value) ? formatPhoneNumber(value) : value }]
      : [];
  });
}

/** The button that lists everybody. */
function everybody({ id }: Batch): Button[] {
  const request = { steps: [{ operation: 'batchPeople', input: { batch: id } }] };
  return [{ title: message('operation.batchPeople'), style: 'default', request }];
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

/** Operations that make a PIN. */
const MAKE_PINS = ['resetPin', 'enableUser', 'assignLicense', 'setProvider'];

function notesOf(batch: Batch): Message[] {
  const { state, handOver, decidedBy, steps, meaning } = batch;
  const isPlan = state === 'planned' || state === 'awaitingApproval';
  const makesPins = steps.some(({ operation }) => MAKE_PINS.includes(operation));
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

function buttonsOf(batch: Batch, newToken: () => string): Button[] {
  const { id, state, counts, handOver } = batch;
  const button = (operation: string, style: Button['style'], once: boolean): Button => ({
    title: message(`operation.${operation}`),
    style,
    request: { steps: [{ operation, input: { batch: id } }], ...(once ? { once: newToken() } : {}) },
  });
  const ended = state === 'done' || state === 'stopped';
  return [
    ...(state === 'running' ? [button('stopBatch', 'destructive', true)] : []),
    ...(state === 'stopped' ? [button('startBatch', 'positive', true)] : []),
    ...(ended && counts.failed > 0 ? [button('retryBatch', 'default', true)] : []),
    ...(ended && handOver > 0 ? [button('handOverPins', 'default', true)] : []),
    ...(ended ? [button('exportBatch', 'default', false)] : []),
    button('batchPeople', 'default', false),
  ];
}
