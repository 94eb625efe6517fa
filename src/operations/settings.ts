import { button, formButton } from './buttons.ts';
import { message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import { ADMINS, operation } from './operation.ts';
import { settingsFacts } from './settingsFacts.ts';

/** Shows the tenant settings. */
export const settings = operation({
  name: 'settings',
  cmdlet: { name: 'Get-CsOnlineDialInConferencingTenantSettings' },
  right: ADMINS,
  fields: {},
  changes: false,
  async run(work): Promise<View> {
    return {
      kind: 'facts',
      title: message('title.settings'),
      facts: settingsFacts(work.settings),
      notes: work.house.mailAvailable ? [] : [message('note.noMailTransport')],
      cmdlet: 'Get-CsOnlineDialInConferencingTenantSettings',
      buttons: [formButton('changeSettings'), button('testMail'), button('restoreSettings')],
    };
  },
});
