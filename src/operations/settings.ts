import { message } from '../domain/message.ts';
import type { Button, View } from '../domain/view.ts';
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
      buttons: [formButton('changeSettings'), directButton('testMail'), directButton('restoreSettings')],
    };
  },
});

/** A button that opens the form of an operation. */
export function formButton(operation: string): Button {
  return {
    title: message(`operation.${operation}`),
    style: 'default',
    request: { steps: [{ operation: 'openForm', input: { operation } }] },
  };
}

/** A button that does an operation without further input. */
export function directButton(operation: string): Button {
  return {
    title: message(`operation.${operation}`),
    style: 'default',
    request: { steps: [{ operation, input: {} }] },
  };
}
