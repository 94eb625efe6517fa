import { Refusal } from '../domain/refusal.ts';
import { text } from './field.ts';
import { EVERYBODY, operation } from './operation.ts';
import { UNDO } from './undoing.ts';

/**
 * Takes back the last change that the asker made here, or the one whose button was pressed: the gate does what takes it back in
 * its place, with the rights and the questions of that, so it never runs by itself.
 */
export const undo = operation({
  name: UNDO,
  right: EVERYBODY,
  fields: { request: text(), at: text(), entry: text() },
  changes: true,
  personal: true,
  run: () => Promise.reject(new Refusal('undo-nothing')),
});
