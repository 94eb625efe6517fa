import { message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import { EVERYBODY, operation } from './operation.ts';
import { openQuestion } from './questions.ts';

/** Drops the question that is open, if any; changes nothing else. */
export const cancel = operation({
  name: 'cancel',
  right: EVERYBODY,
  fields: {},
  changes: false,
  async run(work): Promise<View> {
    const question = await openQuestion(work.tx, work.request);
    const view: View = {
      kind: 'note',
      title: message(question ? 'done.cancel' : 'text.nothingToCancel'),
      notes: [],
      buttons: [],
    };
    if (question) await work.tx.questions.put({ ...question, answer: view });
    return view;
  },
});
