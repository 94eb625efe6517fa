import { message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import { text } from './field.ts';
import { EVERYBODY, operation } from './operation.ts';
import { UNDO } from './undoing.ts';

/**
 * Takes back the last change that the asker made here, or the one whose button was pressed: the gate does what takes it back in
 * its place, with the rights and the questions of that. It runs by itself only when there is nothing to take back.
 */
export const undo = operation({
  name: UNDO,
  right: EVERYBODY,
  fields: { request: text(), at: text(), entry: text() },
  changes: false,
  personal: true,
  run: async (): Promise<View> => ({
    kind: 'note',
    title: message('refusal.undo-nothing'),
    notes: [message('refusalNext.undo-nothing')],
    buttons: [],
  }),
});
