import { actAs } from './actAs.ts';
import { answer } from './answer.ts';
import { cancel } from './cancel.ts';
import { changeSettings } from './changeSettings.ts';
import { cmdletHelp } from './cmdletHelp.ts';
import { deliveries } from './deliveries.ts';
import { hello } from './hello.ts';
import { help } from './help.ts';
import { hidePin } from './hidePin.ts';
import { history } from './history.ts';
import { language } from './language.ts';
import { listCmdlets } from './listCmdlets.ts';
import { listUsers } from './listUsers.ts';
import { myInfo } from './myInfo.ts';
import { notUnderstood } from './notUnderstood.ts';
import { openForm } from './openForm.ts';
import type { Operation } from './operation.ts';
import { resendInfo } from './resendInfo.ts';
import { resetConferenceId } from './resetConferenceId.ts';
import { resetPin } from './resetPin.ts';
import { restoreSettings } from './restoreSettings.ts';
import { retryFailed } from './retryFailed.ts';
import { sendInfo } from './sendInfo.ts';
import { setConferenceId } from './setConferenceId.ts';
import { settings } from './settings.ts';
import { showUser } from './showUser.ts';
import { status } from './status.ts';
import { testMail } from './testMail.ts';

/** Everything that can be done, in the order in which help shows it. */
export const CATALOGUE: readonly Operation[] = [
  resetPin,
  resetConferenceId,
  setConferenceId,
  sendInfo,
  showUser,
  listUsers,
  myInfo,
  resendInfo,
  status,
  deliveries,
  retryFailed,
  history,
  settings,
  changeSettings,
  restoreSettings,
  testMail,
  language,
  help,
  listCmdlets,
  cmdletHelp,
  hello,
  cancel,
  actAs,
  answer,
  openForm,
  hidePin,
  notUnderstood,
];
