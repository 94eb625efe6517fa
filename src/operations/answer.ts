import * as z from 'zod';
import { Refusal } from '../domain/refusal.ts';
import { text, value } from './field.ts';
import { EVERYBODY, operation } from './operation.ts';
import { ANSWER } from './questions.ts';

/** *Yes* or *No* to a question: the gate does what was asked about in its place, so it never runs by itself. */
export const answer = operation({
  name: ANSWER,
  right: EVERYBODY,
  fields: { answer: value(z.enum(['yes', 'no']), 'button-malformed'), question: text() },
  changes: false,
  hidden: true,
  run: () => Promise.reject(new Refusal('question-none')),
});
