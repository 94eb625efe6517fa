import { message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import { language as languageField } from './field.ts';
import { EVERYBODY, operation } from './operation.ts';

/** Sets the language in which a person is answered and written to. */
export const language = operation({
  name: 'language',
  right: EVERYBODY,
  fields: { language: languageField() },
  form: ['language'],
  changes: true,
  undoes: 'undo-impossible',
  async run(work, { language: chosen }): Promise<View> {
    await work.tx.users.put({ ...work.actor.user, language: chosen });
    return { kind: 'note', title: message('done.language'), notes: [], buttons: [] };
  },
});
