import {
  asking,
  notAsking,
  offering,
  previewing,
  step,
  type Offered,
  type Refused,
  type Spoken,
} from './sentence.ts';

/** English about licences and providers, as admins type it. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('enableUser', { people: ['amos'] })],
    ['enable amos', 'reactivate amos', 're-enable amos', 'enable dial-in for amos'],
  ),
  ...asking([step('enableUser', { people: ['amos marble'] })], ['please enable amos marble']),
  ...asking([step('enableUser', { people: ['amos', 'ada'] })], ['enable amos and ada']),
  ...asking(
    [step('enableUser', { people: ['nils'] })],
    [
      'enable user nils',
      'enable nils for audio conferencing',
      'enable audio conferencing for nils',
      'can you turn on audio conferencing for nils?',
      'switch on dial-in conferencing for nils please',
      'turn audio conferencing on for nils',
      'activate nils',
      'set up audio conferencing for nils',
      'nils needs audio conferencing',
      'give nils audio conferencing',
      'pls enable nils asap',
      "I'd like you to enable nils",
      'we need to enable nils for audio conferencing',
      'nils must have audio conferencing',
      'enable nils again',
      'turn on dial in for nils',
      'give nils dial-in access',
      'set nils up for audio conferencing',
      'enable the account of nils',
    ],
  ),
  ...asking(
    [step('enableUser', { people: ['tara'], replaceProvider: true })],
    [
      'enable tara and replace the provider',
      'enable tara and replace her provider',
      'enable tara, replacing the old provider',
      'enable tara with replacement',
      'enable tara and overwrite the provider',
      'enable tara, replace provider',
      'enable tara replace provider',
    ],
  ),
  ...asking(
    [step('enableUser', { people: ['nils'], sendEmail: true, sendEmailToAddress: 'nils@home.example' })],
    ['enable nils and mail it to nils@home.example'],
  ),
  ...asking(
    [step('enableUser', { people: ['nils'] }), step('sendInfo', { sendEmail: true, people: ['nils'] })],
    ['enable nils and send him the details'],
  ),
  ...asking(
    [step('enableUser', { people: ['amos'] }), step('disableUser', { people: ['ada'] })],
    ['enable amos and disable ada'],
  ),
  ...asking(
    [step('disableUser', { people: ['amos'] })],
    [
      'disable amos',
      'deactivate amos please',
      'disable audio conferencing for amos',
      'turn off audio conferencing for amos',
      'switch audio conferencing off for amos',
      'stop audio conferencing for amos',
      'remove audio conferencing from amos',
      'disable user amos',
      'disable dial-in for amos',
      'please disable conferencing for amos',
      'switch off dial-in for amos',
    ],
  ),
  ...asking(
    [step('disableUser', { people: ['amos.marble@contoso.com'] })],
    ['disable amos.marble@contoso.com'],
  ),
  ...asking([step('disableUser', { people: ['amos', 'ada'] })], ['could you disable amos and ada']),
  ...asking(
    [step('assignLicense', { people: ['lia'] })],
    [
      'assign a license to lia',
      'assign licence to lia',
      'assign lia an audio conferencing license',
      'give lia a license',
      'please give lia an audio conferencing licence',
      'add a license for lia',
      'grant lia a licence',
      'lia needs a license',
      'lia needs an audio conferencing licence',
      'give lia an audio conferencing add-on license',
    ],
  ),
  ...asking(
    [step('assignLicense', { people: ['tara'], replaceProvider: true })],
    ['assign a license to tara and replace the provider'],
  ),
  ...asking(
    [step('removeLicense', { people: ['amos'] })],
    [
      'remove the license from amos',
      'remove license of amos',
      "remove amos's license",
      "revoke amos's licence",
      'take the license away from amos',
      "take away amos's licence",
      'delete the licence of amos',
      'unassign the license of amos',
      'please take the license from amos',
      "drop amos's license",
    ],
  ),
  ...asking([step('removeLicense', { people: ['amos', 'ada'] })], ['remove licences of amos and ada']),
  ...asking([step('assignLicense', { people: ['me'] })], ['I need a license']),
  ...asking(
    [step('assignLicense', { people: ['lia'] }), step('enableUser', { people: ['lia'] })],
    ['assign a license to lia and enable her'],
  ),
  ...asking(
    [step('setProvider', { provider: 'InterCall', people: ['amos'] })],
    [
      'set provider of amos to InterCall',
      'set the provider for amos to InterCall',
      "set amos's provider to InterCall",
      'move amos to provider InterCall',
      'switch amos to provider InterCall',
      'set provider to InterCall for amos',
    ],
  ),
  ...asking(
    [step('setProvider', { provider: 'none', people: ['amos'] })],
    ['change provider of amos to none', 'change the audio conferencing provider of amos to none'],
  ),
  ...asking(
    [step('setProvider', { provider: 'microsoft', people: ['amos'] })],
    ["change amos's provider to microsoft"],
  ),
  ...asking(
    [step('setProvider', { provider: 'Microsoft', people: ['tara'] })],
    [
      'make Microsoft the provider of tara',
      "make tara's provider Microsoft",
      "set tara's audio conferencing provider to Microsoft",
      'tara should have Microsoft as provider',
    ],
  ),
  ...asking(
    [step('setProvider', { provider: 'Microsoft', people: ['tara'], replaceProvider: true })],
    ['set provider of tara to Microsoft and replace the old provider'],
  ),
  ...asking(
    [step('setProvider', { replaceProvider: true, provider: 'Microsoft', people: ['tara'] })],
    [
      "replace tara's provider with Microsoft",
      'replace the provider of tara with Microsoft',
      'replace the provider of tara by Microsoft',
      'replace the provider of tara by Microsoft',
    ],
  ),
  ...asking(
    [step('setProvider', { provider: 'Microsoft', people: ['nils'] })],
    ['use Microsoft as provider for nils'],
  ),
  ...asking([step('setProvider', { provider: 'None', people: ['tara'] })], ['remove the provider of tara']),
  ...asking(
    [step('setProvider', { provider: 'None', people: ['amos', 'ada'] })],
    ['set provider of amos and ada to None'],
  ),
  ...asking(
    [step('setProvider', { provider: 'Premiere Global Services', people: ['amos'] })],
    ['set the conferencing provider of amos to "Premiere Global Services"'],
  ),
  ...asking(
    [step('restoreProvider', { people: ['tara'] })],
    [
      'restore provider of tara',
      "restore tara's provider",
      'restore the old provider of tara',
      "bring back tara's previous provider",
      'restore the third-party record of tara',
      'reinstate the previous provider of tara',
      'reset the old provider of tara',
      "restore tara's old third-party provider",
    ],
  ),
  ...asking(
    [step('restoreProvider', { name: 'InterCall', people: ['tara'] })],
    ['restore InterCall as provider of tara'],
  ),
  ...asking(
    [step('showThirdParty', { people: ['tara'] })],
    [
      'show third-party record of tara',
      "show me tara's third-party record",
      'third-party provider of tara',
      'show acp of tara',
      "what is tara's third party provider",
      'show the third party info for tara',
    ],
  ),
  ...asking(
    [step('setThirdParty', { tollNumber: '18005550144', people: ['tara'] })],
    [
      'set third-party number of tara to 18005550144',
      'update the third-party dial-in number of tara to 18005550144',
    ],
  ),
  ...asking(
    [step('setThirdParty', { tollNumber: '+1 800 555 0144', people: ['tara'] })],
    ['set third-party toll number of tara to +1 800 555 0144'],
  ),
  ...asking(
    [step('setThirdParty', { participantPasscode: '4455', people: ['tara'] })],
    ['change the third-party passcode of tara to 4455', 'set participant passcode of tara to 4455'],
  ),
  ...asking(
    [step('setThirdParty', { tollFreeNumbers: '+18005550144', people: ['tara'] })],
    ['set third-party toll-free number of tara to +18005550144'],
  ),
  ...asking(
    [step('setThirdParty', { domain: 'intercall.example', people: ['tara'] })],
    ['set third-party domain of tara to intercall.example'],
  ),
  ...asking(
    [step('setThirdParty', { url: 'https://join.intercall.example/tara', people: ['tara'] })],
    ['set third-party url of tara to https://join.intercall.example/tara'],
  ),
  ...asking(
    [step('setThirdParty', { people: ['tara'] })],
    ['set third-party record of tara', 'add a third-party record for tara'],
  ),
  ...asking(
    [step('setThirdParty', { name: 'PGi', people: ['tara'] })],
    ['add third-party provider PGi to tara'],
  ),
  ...asking(
    [step('removeThirdParty', { people: ['tara'] })],
    ['remove third-party record of tara', "delete tara's third-party record"],
  ),
  ...asking(
    [step('removeThirdParty', { name: 'PGi', people: ['tara'] })],
    ['remove third-party provider PGi from tara'],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyReplaceAcpProvider: true })],
    [
      'replace third-party providers automatically',
      'turn on automatic replacement of providers',
      'enable automatic provider replacement',
      'automatically replace acp providers',
    ],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyReplaceAcpProvider: false })],
    [
      'turn off automatic replacement of third-party providers',
      "don't replace providers automatically",
      'turn automatic provider replacement off',
      'stop replacing providers automatically',
    ],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyMigrateUserMeetings: false })],
    ['turn off automatic meeting updates', 'stop updating meetings'],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyMigrateUserMeetings: true })],
    ['update meetings automatically', 'enable automatic meeting migration'],
  ),
  ...asking(
    [step('history', { operations: ['disableUser'], people: ['amos'] })],
    ['who disabled amos', 'when was amos disabled'],
  ),
  ...asking([step('history', { operations: ['enableUser'], people: ['amos'] })], ['who enabled amos?']),
  ...asking([step('history', { people: ['amos'] })], ["who removed amos's license?"]),
  ...asking(
    [step('showUser', { people: ['amos'] })],
    [
      'does amos have a license?',
      "show amos's license",
      'show provider of amos',
      "show amos's provider",
      'what provider does amos have',
    ],
  ),
  ...asking([step('enableUser', { people: [] })], ['enable']),
  ...asking([step('disableUser', { people: [] })], ['disable']),
  ...asking([step('removeLicense', { people: [] })], ['remove license']),
  ...asking([step('setProvider', { people: ['amos'] })], ['set provider of amos']),
  ...asking([step('help', { topic: 'assignLicense' })], ['how do i assign a license?']),
  ...asking(
    [step('assignLicense', { people: ['lia'] }), step('removeLicense', { people: ['amos'] })],
    ['assign a license to lia and remove the license of amos'],
  ),
  ...asking(
    [step('disableUser', { people: ['amos'] }), step('removeLicense', { people: ['amos'] })],
    ['disable amos and remove his license'],
  ),
  ...asking(
    [step('setProvider', { provider: 'None', people: ['amos'] })],
    ['set provider of amos to nobody', 'set amos to provider None', "clear amos's provider"],
  ),
  ...asking(
    [step('setThirdParty', { participantPasscode: '4455#', people: ['tara'] })],
    ['set participant code of tara to 4455#'],
  ),
  ...asking(
    [step('enableUser', { people: ['Nils None'] })],
    ['please enable dial-in conferencing for Nils None', 'enable @Nils None'],
  ),
  ...asking(
    [step('enableUser', { people: ['nils.none@contoso.com'] })],
    ['could you please activate audio conferencing for nils.none@contoso.com'],
  ),
  ...asking([step('enableUser', { people: ['Amos'] })], ['enable Amos for dial-in']),
  ...asking([step('enableUser', { people: ['lia', 'nils'] })], ['enable lia and nils please']),
  ...asking([step('disableUser', { people: ['Amos Marble'] })], ["disable Amos Marble's account"]),
  ...asking(
    [step('assignLicense', { people: ['Lia Nolan'] })],
    ['assign an Audio Conferencing license to Lia Nolan'],
  ),
  ...asking([step('assignLicense', { people: ['lia', 'nils'] })], ['assign licenses to lia and nils']),
  ...asking([step('removeLicense', { people: ['lia'] })], ["withdraw lia's licence"]),
  ...asking(
    [step('removeLicense', { people: ['Amos Marble'] })],
    ['remove audio conferencing license from Amos Marble'],
  ),
  ...asking(
    [step('setProvider', { provider: 'Intercall', people: ['amos'] })],
    ['change provider for amos to Intercall'],
  ),
  ...asking(
    [step('setProvider', { provider: 'Premiere Global', people: ['Amos Marble'] })],
    ['set the provider for Amos Marble to Premiere Global'],
  ),
  ...asking(
    [step('setProvider', { provider: 'microsoft', people: ['tara'], replaceProvider: true })],
    ["make tara's provider microsoft and replace the old one"],
  ),
  ...asking(
    [step('setProvider', { provider: 'microsoft', people: ['tara'] })],
    ['set microsoft as the provider for tara'],
  ),
  ...asking(
    [step('showUser', { people: ['tara'] })],
    ["who is tara's provider", 'which provider does tara have?'],
  ),
  ...asking(
    [step('setThirdParty', { tollNumber: '+18005550144', people: ['tara'] })],
    ['set the third-party phone number for tara to +18005550144'],
  ),
  ...asking(
    [step('setConferenceId', { people: ['tara'], conferenceId: '12345' })],
    ['set third party conference id of tara to 12345'],
  ),
  ...previewing([step('enableUser', { people: ['nils'] })], ['what if I enable nils?']),
  ...previewing([step('disableUser', { people: ['amos'] })], ['what if disable amos']),
  ...previewing(
    [step('setProvider', { provider: 'InterCall', people: ['amos'] })],
    ['what if set provider of amos to InterCall'],
  ),
  ...previewing([step('assignLicense', { people: ['lia'] })], ['what if assign a license to lia']),
  ...previewing(
    [step('setProvider', { provider: 'None', people: ['amos'] })],
    ['what if set provider of amos to None'],
  ),
  ...previewing([step('removeLicense', { people: ['amos'] })], ['preview of removing the license of amos']),
];

/** What changes nothing: denials, the past, statements, and what means two things. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', [
    "don't enable amos",
    "please don't disable amos",
    'never remove the license of amos',
    "enable amos, no wait, don't",
    'do not set the provider of amos to InterCall',
    "don't take amos's license away",
    'amos no longer needs audio conferencing',
    'amos should have no provider',
  ]),
  ...notAsking('past', [
    'did you enable amos?',
    "did you remove amos's licence?",
    'amos was disabled yesterday',
    'should i disable amos?',
    'why was amos disabled',
    'amos disabled his pin',
    "someone removed amos's licence",
    'we removed the license of amos',
    'is the license of amos removed?',
    'the provider of amos was replaced',
  ]),
  ...notAsking('ambiguous', [
    'enable amos or ada',
    'disable amos tomorrow',
    'if amos leaves, disable him',
    'set provider of amos to InterCall or None',
  ]),
  ...notAsking('contradiction', ['enable and disable amos']),
  ...notAsking('unknown', ['set provider to none', 'enable the pin of amos', 'disable the pin of amos']),
];

/** What is not done but offered. */
export const OFFERED: readonly Offered[] = [
  ...offering(
    [
      step('showUser', { people: ['amos'] }),
      step('assignLicense', { people: ['amos'] }),
      step('removeLicense', { people: ['amos'] }),
    ],
    ['license for amos', "amos's license"],
  ),
  ...offering(
    [
      step('allowTollFree', { people: ['amos'], allowTollFreeDialIn: true }),
      step('allowCallers', { people: ['amos'], allowed: true }),
      step('enableUser', { people: ['amos'] }),
    ],
    ['turn on amos'],
  ),
  ...offering([step('enableUser', { people: ['amos'] })], ['enabel amos']),
  ...offering([step('disableUser', { people: ['amos'] })], ['dissable amos']),
  ...offering([step('assignLicense', { people: ['lia'] })], ['asign a license to lia']),
  ...offering([step('removeLicense', { people: ['amos'] })], ['remove lisence of amos']),
  ...offering(
    [step('setProvider', { provider: 'Microsoft', people: ['tara'] })],
    ['switch tara to Microsoft'],
  ),
];
