import { actAs } from './actAs.ts';
import { addNumber } from './addNumber.ts';
import { admitCallers } from './admitCallers.ts';
import { allowTollFree } from './allowTollFree.ts';
import { addPerson } from './addPerson.ts';
import { addRole } from './addRole.ts';
import { allowCallers } from './allowCallers.ts';
import { answer } from './answer.ts';
import { askAdmin } from './asking/askAdmin.ts';
import { approveAsk, refuseAsk } from './asking/decideAsk.ts';
import { withdrawAsk } from './asking/withdrawAsk.ts';
import { approvals } from './bulk/approvals.ts';
import { batchPeople } from './bulk/batchPeople.ts';
import { bulk } from './bulk/bulk.ts';
import { approveBatch, refuseBatch } from './bulk/decideBatch.ts';
import { exportBatch } from './bulk/exportBatch.ts';
import { handOverPins } from './bulk/handOverPins.ts';
import { retryBatch } from './bulk/retryBatch.ts';
import { startBatch } from './bulk/startBatch.ts';
import { stopBatch } from './bulk/stopBatch.ts';
import { assignLicense } from './assignLicense.ts';
import { bridge } from './bridge.ts';
import { cancel } from './cancel.ts';
import { changeNumbers } from './changeNumbers.ts';
import { changeSettings } from './changeSettings.ts';
import { cmdletHelp } from './cmdletHelp.ts';
import { deliveries } from './deliveries.ts';
import { disableUser } from './disableUser.ts';
import { enableUser } from './enableUser.ts';
import { endMeeting } from './endMeeting.ts';
import { exportHistory } from './exportHistory.ts';
import { hello } from './hello.ts';
import { help } from './help.ts';
import { hidePin } from './hidePin.ts';
import { history } from './history.ts';
import { language } from './language.ts';
import { listCmdlets } from './listCmdlets.ts';
import { listUsers } from './listUsers.ts';
import { meetingMigrations } from './meetingMigrations.ts';
import { migrateMeetings } from './migrateMeetings.ts';
import { migrateNumber } from './migrateNumber.ts';
import { myInfo } from './myInfo.ts';
import { numbers } from './numbers.ts';
import { newMeeting } from './newMeeting.ts';
import { notUnderstood } from './notUnderstood.ts';
import { openForm } from './openForm.ts';
import type { Operation } from './operation.ts';
import { removeLicense } from './removeLicense.ts';
import { removeThirdParty } from './removeThirdParty.ts';
import { removeNumber } from './removeNumber.ts';
import { renameBridge } from './renameBridge.ts';
import { replaceNumber } from './replaceNumber.ts';
import { removePerson } from './removePerson.ts';
import { removeRole } from './removeRole.ts';
import { resendInfo } from './resendInfo.ts';
import { resetConferenceId } from './resetConferenceId.ts';
import { resetPin } from './resetPin.ts';
import { restoreProvider } from './restoreProvider.ts';
import { restoreSettings } from './restoreSettings.ts';
import { retireNumber } from './retireNumber.ts';
import { retryFailed } from './retryFailed.ts';
import { retryMigrations } from './retryMigrations.ts';
import { roles } from './roles.ts';
import { sendInfo } from './sendInfo.ts';
import { setConferenceId } from './setConferenceId.ts';
import { setProvider } from './setProvider.ts';
import { setDefaultNumber } from './setDefaultNumber.ts';
import { setLanguages } from './setLanguages.ts';
import { setServiceNumber } from './setServiceNumber.ts';
import { setTollFreeNumber } from './setTollFreeNumber.ts';
import { settings } from './settings.ts';
import { setThirdParty } from './setThirdParty.ts';
import { showThirdParty } from './showThirdParty.ts';
import { showUser } from './showUser.ts';
import { simulateCall } from './simulateCall.ts';
import { status } from './status.ts';
import { testMail } from './testMail.ts';
import { unlockCaller } from './unlockCaller.ts';
import { unlockPin } from './unlockPin.ts';
import { undo } from './undo.ts';
import { why } from './why.ts';

/** Everything that can be done, in the order in which help shows it. */
export const CATALOGUE: readonly Operation[] = [
  resetPin,
  resetConferenceId,
  setConferenceId,
  allowCallers,
  why,
  simulateCall,
  unlockPin,
  unlockCaller,
  admitCallers,
  newMeeting,
  endMeeting,
  sendInfo,
  showUser,
  listUsers,
  bulk,
  approvals,
  askAdmin,
  withdrawAsk,
  myInfo,
  resendInfo,
  status,
  deliveries,
  retryFailed,
  meetingMigrations,
  migrateMeetings,
  retryMigrations,
  history,
  enableUser,
  disableUser,
  assignLicense,
  removeLicense,
  setProvider,
  restoreProvider,
  showThirdParty,
  setThirdParty,
  removeThirdParty,
  numbers,
  setServiceNumber,
  setTollFreeNumber,
  allowTollFree,
  changeNumbers,
  addNumber,
  setLanguages,
  retireNumber,
  replaceNumber,
  removeNumber,
  bridge,
  setDefaultNumber,
  renameBridge,
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
  listCmdlets,
  cmdletHelp,
  hello,
  cancel,
  actAs,
  answer,
  startBatch,
  stopBatch,
  retryBatch,
  batchPeople,
  exportBatch,
  handOverPins,
  approveAsk,
  refuseAsk,
  approveBatch,
  refuseBatch,
  openForm,
  migrateNumber,
  hidePin,
  notUnderstood,
];
