import * as z from 'zod';
import { includesRole } from '../domain/actor.ts';
import type { Button } from '../domain/button.ts';
import { message } from '../domain/message.ts';
import type { Step } from '../domain/request.ts';
import type { View } from '../domain/view.ts';
import { value } from './field.ts';
import { EVERYBODY, operation, type Work } from './operation.ts';
import { offeredTo } from './help.ts';
import { button } from './buttons.ts';

/** Why words were not turned into an operation; the answer is `notUnderstood.<reason>`. */
export const NOT_UNDERSTOOD = [
  'unknown',
  'denial',
  'past',
  'contradiction',
  'ambiguous',
  'smalltalk',
  'misspelt',
  'too-long',
] as const;

const Steps = z.array(z.object({ operation: z.string(), input: z.record(z.string(), z.unknown()) })).max(5);

/** Answers words that ask for nothing, deny, look back or contradict themselves: says so, and what it may have meant (rule 16). */
export const notUnderstood = operation({
  name: 'notUnderstood',
  right: EVERYBODY,
  fields: {
    reason: value(z.enum(NOT_UNDERSTOOD), 'button-malformed'),
    near: value(Steps.default([]), 'button-malformed'),
    line: value(z.string().max(2_000).optional(), 'button-malformed'),
  },
  changes: false,
  hidden: true,
  async run(work, { reason, near, line }): Promise<View> {
    return {
      kind: 'note',
      title: message(`notUnderstood.${reason}`),
      notes: [
        ...(line === undefined ? [] : [message('text.rightForm', { line })]),
        message('text.askForHelp'),
      ],
      buttons: [...(await offers(work, near)), button('help')],
    };
  },
});

/** Buttons for what may have been meant, as far as the reader may do it. */
async function offers(work: Work, near: readonly Step[]): Promise<Button[]> {
  return (await Promise.all(near.map((step) => offer(work, step)))).flat();
}

/** One of them; none where somebody is named whom nobody here is. */
async function offer(work: Work, step: Step): Promise<Button[]> {
  const meant = offeredTo(work.actor.role, work.house).find((one) => one.name === step.operation);
  if (!meant || meant.localOnly) return [];
  const { people: named, conferenceId } = step.input;
  const listed = Array.isArray(named) ? named.filter((name) => typeof name === 'string') : [];
  // Rights come before look-up: who may look at nobody else learns nothing here either.
  if (includesRole(work.actor.role, meant.right.role) && !(await allKnown(work, listed))) return [];
  const names = listed.join(', ');
  const detail = [names, typeof conferenceId === 'string' ? conferenceId : '']
    .filter((part) => part !== '')
    .join(', ');
  const title = message(detail === '' ? `operation.${meant.name}` : 'button.offer', {
    operation: { text: `operation.${meant.name}` },
    detail,
  });
  return [button(step.operation, step.input, { title, once: work.house.random.uuid() })];
}

/** Whether every name is somebody's. */
async function allKnown(work: Work, names: readonly string[]): Promise<boolean> {
  const found = await Promise.all(names.map((name) => work.tx.users.named(name, 1)));
  return found.every((users) => users.length > 0);
}
