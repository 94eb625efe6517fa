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

/** English about who may start meetings, what callers meet, what was done, undoing, people and roles. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking([step('history', { people: ['ada'] })], ['who removed person ada']),
  ...asking(
    [step('allowCallers', { allowed: true, people: ['amos'] })],
    [
      'allow callers to start meetings of amos',
      "allow callers to start amos's meetings",
      'let people who dial in start the meetings of amos',
      'please allow phone callers to begin the meetings of amos',
      'turn on pstn only meetings for amos',
    ],
  ),
  ...asking(
    [step('allowCallers', { allowed: true, people: ['amos', 'ada'] })],
    ['let callers start meetings of amos and ada'],
  ),
  ...asking(
    [step('allowCallers', { allowed: false, people: ['amos'] })],
    [
      "stop callers from starting amos's meetings",
      'disallow callers to start meetings of amos',
      "don't let callers start meetings of amos",
    ],
  ),
  ...asking(
    [step('allowCallers', { allowed: false, people: ['ada'] })],
    ['prevent callers from starting the meetings of ada', 'disable phone-only meetings for ada'],
  ),
  ...asking(
    [step('allowCallers', { allowed: true, people: ['Adele Vance'] })],
    ['permit dial-in callers to start meetings for Adele Vance'],
  ),
  ...asking([step('allowCallers', { allowed: true, people: [] })], ['allow callers to start meetings']),
  ...asking(
    [step('changeSettings', { AllowPSTNOnlyMeetingsByDefault: true })],
    ['allow callers to start meetings by default', 'let callers start the meetings of new users'],
  ),
  ...asking(
    [step('changeSettings', { AllowPSTNOnlyMeetingsByDefault: false })],
    ['disallow callers to start meetings by default'],
  ),
  ...asking([step('why', { people: ['me'] })], ['why', 'why do my callers wait']),
  ...asking(
    [step('why', { people: ['amos'] })],
    [
      "why do amos's callers wait",
      'why do callers of amos have to wait',
      "why are amos's callers asked for a PIN",
      "why can't callers start amos's meetings",
      "what do amos's callers hear",
      "who can start amos's meetings?",
    ],
  ),
  ...asking([step('why', { people: ['ada'] })], ['who may start the meetings of ada']),
  ...asking(
    [step('changeSettings', { EnableEntryExitNotifications: false })],
    ['turn off entry and exit announcements'],
  ),
  ...asking([step('changeSettings', { EnableEntryExitNotifications: true })], ['turn on announcements']),
  ...asking([step('changeSettings', { EntryExitAnnouncementsType: 'UseNames' })], ['announce with names']),
  ...asking(
    [step('changeSettings', { EntryExitAnnouncementsType: 'ToneOnly' })],
    ['use a tone only for announcements', 'set announcements to ToneOnly'],
  ),
  ...asking(
    [step('changeSettings', { EntryExitAnnouncementsType: 'loud' })],
    ['set EntryExitAnnouncementsType to loud'],
  ),
  ...asking([step('changeSettings', { EnableNameRecording: false })], ['turn off name recording']),
  ...asking(
    [step('changeSettings', { MaskPstnNumbersType: 'MaskedForAllUsers' })],
    ['mask phone numbers for everybody'],
  ),
  ...asking(
    [step('changeSettings', { MaskPstnNumbersType: 'MaskedForExternalUsers' })],
    ['hide phone numbers from external users'],
  ),
  ...asking(
    [step('changeSettings', { MaskPstnNumbersType: 'NoMasking' })],
    ['stop masking numbers', 'set MaskPstnNumbersType to NoMasking'],
  ),
  ...asking([step('changeSettings', { MaskPstnNumbersType: 'sometimes' })], ['set masking to sometimes']),
  ...asking(
    [step('changeSettings', { LobbyAdmission: 'organizer' })],
    ['set lobby admission to organizer', 'let callers in by the organiser'],
  ),
  ...asking(
    [step('changeSettings', { LobbyAdmission: 'auto' })],
    ['set lobby admission to auto', 'let callers in automatically', 'lobby admission to automatic'],
  ),
  ...asking(
    [step('resetPin', { people: ['amos'] })],
    ['reset PIN for amos immediately', 'reset PIN for amos today'],
  ),
  ...asking(
    [step('history', { by: ['Anna Do'], people: [], day: 'yesterday' })],
    ['what did Anna Do do yesterday'],
  ),
  ...asking(
    [step('changeSettings', { AllowSelfServicePinReset: true })],
    ['allow users to reset their own PIN'],
  ),
  // Settings by the names that the cmdlet gives them.
  ...asking(
    [step('changeSettings', { AllowSelfServicePinReset: true })],
    ['set AllowSelfServicePinReset to true', 'AllowSelfServicePinReset: true'],
  ),
  ...asking([step('changeSettings', { NotifyUsersInChat: false })], ['set NotifyUsersInChat to $false']),
  ...asking(
    [step('changeSettings', { AutomaticallySendEmailsToUsers: false })],
    ['set AutomaticallySendEmailsToUsers to false'],
  ),
  ...asking(
    [step('changeSettings', { UseUniqueConferenceIds: true })],
    ['set UseUniqueConferenceIds to true'],
  ),
  ...asking(
    [step('changeSettings', { AllowPSTNOnlyMeetingsByDefault: true })],
    ['set AllowPSTNOnlyMeetingsByDefault to true'],
  ),
  ...asking(
    [step('changeSettings', { AutomaticallyReplaceAcpProvider: false })],
    ['set AutomaticallyReplaceAcpProvider to false'],
  ),
  ...asking([step('changeSettings', { EnableNameRecording: true })], ['set EnableNameRecording to true']),
  ...asking(
    [step('changeSettings', { AllowSelfServicePinReset: false })],
    ['turn off self-service PIN reset'],
  ),
  ...asking(
    [step('changeSettings', { MeetingUpdateToolUrl: 'https://contoso.com/meeting-update' })],
    ['set meeting update tool to https://contoso.com/meeting-update'],
  ),
  ...asking(
    [step('changeSettings', { MeetingUpdateToolUrl: 'http://contoso.com' })],
    ['set MeetingUpdateToolUrl to http://contoso.com'],
  ),
  ...asking([step('changeSettings', { BulkApprovalThreshold: 50 })], ['set bulk approval threshold to 50']),
  ...asking(
    [step('changeSettings', { BulkApprovalThreshold: 0 })],
    ['set approval threshold 0', 'turn off bulk approval'],
  ),
  ...asking([step('settings', {})], ['show lobby admission']),
  ...asking([step('history', { people: [] })], ['history']),
  ...asking([step('history', { people: [], day: 'today' })], ['history today', 'what happened today']),
  ...asking([step('history', { people: [], day: 'yesterday' })], ['history yesterday']),
  ...asking([step('history', { people: ['amos'], day: 'today' })], ['history of amos today']),
  ...asking(
    [step('history', { people: ['amos'], day: 'yesterday' })],
    ['history amos yesterday', 'what happened to amos yesterday'],
  ),
  ...asking([step('history', { people: [], day: '2026-11-24' })], ['history 2026-11-24']),
  ...asking([step('history', { people: ['amos'], day: '2026-11-24' })], ['history of amos on 2026-11-24']),
  ...asking(
    [step('history', { by: ['adele'], people: [] })],
    ['history by adele', 'what did adele do', 'what did adele change'],
  ),
  ...asking([step('history', { by: ['adele'], people: [], day: 'today' })], ['what did adele do today']),
  ...asking(
    [step('history', { by: ['adele'], people: [], day: 'yesterday' })],
    ['what has adele changed yesterday'],
  ),
  ...asking(
    [step('history', { operations: ['resetPin'], people: ['amos'] })],
    ["who reset amos's PIN", "when was amos's pin reset"],
  ),
  ...asking(
    [step('history', { operations: ['resetConferenceId', 'setConferenceId'], people: ['amos'] })],
    ["who changed amos's conference id"],
  ),
  ...asking([step('history', { operations: ['resetPin'], people: [] })], ['history of PIN resets']),
  ...asking(
    [step('history', { operations: ['resetPin'], people: [], day: 'today' })],
    ['history of PIN resets today'],
  ),
  ...asking(
    [step('history', { operations: ['changeSettings', 'restoreSettings'], people: [] })],
    ['history of settings'],
  ),
  ...asking(
    [step('history', { operations: ['changeSettings', 'restoreSettings'] })],
    ['who changed the settings', 'who changed the PIN length', 'who turned emails off?'],
  ),
  ...asking(
    [step('history', { operations: ['addRole', 'removeRole'], people: ['adele'] })],
    ['who made adele an admin'],
  ),
  ...asking([step('history', { day: 'yesterday', people: [] })], ['who did what yesterday']),
  ...asking([step('history', { by: ['adele'], people: ['amos'] })], ['show history by adele for amos']),
  ...asking([step('exportHistory', { people: [] })], ['export history', 'send me the history as csv']),
  ...asking(
    [step('exportHistory', { people: ['amos'] })],
    ['export the history of amos as csv', 'history of amos as csv'],
  ),
  ...asking(
    [step('undo', {})],
    ['undo', 'undo that', 'undo the last change', 'revert my last change', 'roll that back'],
  ),
  ...asking(
    [step('addPerson', { upn: 'bo.ek@contoso.com' })],
    ['add person bo.ek@contoso.com', 'add user bo.ek@contoso.com please', 'create user bo.ek@contoso.com'],
  ),
  ...asking(
    [step('addPerson', { upn: 'bo.ek@contoso.com', displayName: 'Bo Ek' })],
    [
      'add person Bo Ek bo.ek@contoso.com',
      'add Bo Ek <bo.ek@contoso.com>',
      'add a new user: Bo Ek, bo.ek@contoso.com',
    ],
  ),
  ...asking([step('addPerson', { upn: 'Bo Ek' })], ['add Bo Ek']),
  ...asking(
    [step('removePerson', { people: ['amos'] })],
    ['remove person amos', 'remove amos from the organization'],
  ),
  ...asking([step('removePerson', { people: ['amos marble'] })], ['delete user amos marble']),
  ...asking([step('removePerson', { people: ['ada'] })], ['remove the user account of ada']),
  ...asking(
    [step('roles', {})],
    ['roles', 'who may do what', 'who are the admins', 'list admins', 'who is in the help desk'],
  ),
  ...asking(
    [step('addRole', { role: 'admin', people: ['adele'] })],
    ['add admin adele', 'make adele an admin', 'give adele admin rights'],
  ),
  ...asking([step('addRole', { role: 'admin', people: ['henri'] })], ['promote henri to admin']),
  ...asking([step('addRole', { role: 'helpDesk', people: ['henri'] })], ['add help desk henri']),
  ...asking([step('addRole', { role: 'helpDesk', people: ['amos'] })], ['add amos to the help desk']),
  ...asking(
    [step('removeRole', { role: 'admin', people: ['adele'] })],
    [
      'remove admin adele',
      'remove adele from the admins',
      "revoke adele's admin rights",
      'demote adele from admin',
    ],
  ),
  ...asking([step('removeRole', { role: 'helpDesk', people: ['henri'] })], ['remove help desk henri']),
  ...previewing(
    [step('allowCallers', { allowed: true, people: ['amos'] })],
    ['what if I allow callers to start meetings of amos'],
  ),
  ...previewing([step('removePerson', { people: ['amos'] })], ['what if I remove person amos']),
  ...previewing([step('addRole', { role: 'admin', people: ['amos'] })], ['what if I make amos an admin']),
  ...previewing([step('undo', {})], ['what if I undo the last change']),
];

/** What must change nothing. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', [
    "don't remove amos",
    "don't add bo ek",
    "never mind, don't undo",
    'do not undo that',
    "make amos an admin and don't tell him",
    'never make amos an admin',
  ]),
  ...notAsking('past', [
    "did you reset amos's pin yesterday",
    'did adele add bo',
    'Adele was made admin',
    'should I allow callers to start meetings of amos?',
    "callers already start amos's meetings",
    'was amos removed yesterday',
    'I removed amos from the organization',
    'was henri help desk',
  ]),
  ...notAsking('ambiguous', [
    'amos said to let callers start his meetings',
    'if amos agrees, allow callers to start his meetings',
    'remove person amos tomorrow',
    'remove amos or ada from the organization',
  ]),
  ...notAsking('past', ['amos removed the admin role of ada']),
  ...notAsking('unknown', ['set LobbyAdmission to nobody']),
  ...notAsking('contradiction', [
    'add or remove admin adele',
    'allow and disallow callers to start meetings of amos',
  ]),
  ...notAsking('unknown', ['callers of amos', 'remove amos']),
];

/** What is only offered. */
export const OFFERED: readonly Offered[] = [
  ...offering([step('removePerson', { people: ['amos'] })], ['remove person amos tomorrow']),
  ...offering(
    [step('why', { people: ['amos'] }), step('history', { operations: ['allowCallers'], people: ['amos'] })],
    ['callers of amos'],
  ),
];
