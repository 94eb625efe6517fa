import { actAs } from './actAs.ts';
import { addPerson } from './addPerson.ts';
import { addRole } from './addRole.ts';
import { allowCallers } from './allowCallers.ts';
import { answer } from './answer.ts';
import { cancel } from './cancel.ts';
import { changeSettings } from './changeSettings.ts';
import { deliveries } from './deliveries.ts';
import { exportHistory } from './exportHistory.ts';
import { hello } from './hello.ts';
import { help } from './help.ts';
import { hidePin } from './hidePin.ts';
import { history } from './history.ts';
import { language } from './language.ts';
import { listUsers } from './listUsers.ts';
import { myInfo } from './myInfo.ts';
import { notUnderstood } from './notUnderstood.ts';
import { openForm } from './openForm.ts';
import type { Operation } from './operation.ts';
import { removePerson } from './removePerson.ts';
import { removeRole } from './removeRole.ts';
import { resendInfo } from './resendInfo.ts';
import { resetConferenceId } from './resetConferenceId.ts';
import { resetPin } from './resetPin.ts';
import { restoreSettings } from './restoreSettings.ts';
import { retryFailed } from './retryFailed.ts';
import { roles } from './roles.ts';
import { sendInfo } from './sendInfo.ts';
import { setConferenceId } from './setConferenceId.ts';
import { settings } from './settings.ts';
import { showUser } from './showUser.ts';
import { testMail } from './testMail.ts';
import { undo } from './undo.ts';
import { why } from './why.ts';

/** Everything that can be done, in the order in which help shows it. */
export const CATALOGUE: readonly Operation[] = [
  resetPin,
  resetConferenceId,
  setConferenceId,
  allowCallers,
  why,
  sendInfo,
  showUser,
  listUsers,
  myInfo,
  resendInfo,
  deliveries,
  retryFailed,
  history,
  exportHistory,
  undo,
  addPerson,
  removePerson,
  roles,
  addRole,
  removeRole,
  settings,
  changeSettings,
  restoreSettings,
  testMail,
  language,
  help,
  hello,
  cancel,
  actAs,
  answer,
  openForm,
  hidePin,
  notUnderstood,
];
