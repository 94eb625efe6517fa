import { message } from '../domain/message.ts';
import { isEnabled } from '../domain/user.ts';
import type { View } from '../domain/view.ts';
import { button } from './buttons.ts';
import { EVERYBODY, operation } from './operation.ts';
import { dialInFacts } from './personFacts.ts';

/** Shows people their own conference ID and numbers, never the PIN. */
export const myInfo = operation({
  name: 'myInfo',
  right: EVERYBODY,
  fields: {},
  changes: false,
  personal: true,
  async run(work): Promise<View> {
    const { user } = work.actor;
    const enabled = isEnabled(user);
    return {
      kind: 'facts',
      title: message('title.myInfo'),
      facts: dialInFacts(user, work.settings),
      notes: [message(enabled ? 'text.pinIsSecret' : 'text.notEnabled')],
      cmdlet: null,
      buttons: enabled ? [button('resendInfo')] : [],
    };
  },
});
