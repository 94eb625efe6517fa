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

/** Swedish about who may start meetings, what callers meet, what was done, undoing, people and roles. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('allowCallers', { allowed: true, people: ['amos'] })],
    [
      'tillåt uppringare att starta möten för amos',
      'tillåt uppringare att starta amos möten',
      'tillåt dem som ringer in att starta möten för amos',
    ],
  ),
  ...asking(
    [step('allowCallers', { allowed: true, people: ['Amos Marble'] })],
    ['låt uppringare starta möten för Amos Marble'],
  ),
  ...asking(
    [step('allowCallers', { allowed: true, people: ['amos', 'ada'] })],
    ['låt uppringarna starta mötet för amos och ada'],
  ),
  ...asking(
    [step('allowCallers', { allowed: false, people: ['amos'] })],
    ['förbjud uppringare att starta möten för amos', 'låt inte uppringare starta möten för amos'],
  ),
  ...asking(
    [step('allowCallers', { allowed: false, people: ['ada'] })],
    ['hindra uppringare från att starta möten för ada'],
  ),
  ...asking(
    [step('changeSettings', { AllowPSTNOnlyMeetingsByDefault: true })],
    ['tillåt uppringare att starta möten som standard'],
  ),
  ...asking(
    [step('changeSettings', { AllowPSTNOnlyMeetingsByDefault: false })],
    ['förbjud uppringare att starta möten som standard'],
  ),
  ...asking([step('why', { people: ['me'] })], ['varför', 'varför måste mina uppringare vänta']),
  ...asking(
    [step('why', { people: ['amos'] })],
    [
      'varför väntar uppringarna hos amos',
      'varför väntar amos uppringare?',
      'varför ombeds amos uppringare ange pin',
      'varför får inte uppringare starta amos möten',
      'vem kan starta möten för amos?',
    ],
  ),
  ...asking(
    [step('changeSettings', { EnableEntryExitNotifications: false })],
    ['stäng av anslutningsmeddelanden'],
  ),
  ...asking(
    [step('changeSettings', { EnableEntryExitNotifications: true })],
    ['slå på in- och utmeddelanden'],
  ),
  ...asking(
    [step('changeSettings', { EntryExitAnnouncementsType: 'ToneOnly' })],
    ['använd bara en ton för anslutningsmeddelanden', 'sätt meddelandetypen till ToneOnly'],
  ),
  ...asking([step('changeSettings', { EnableNameRecording: false })], ['stäng av namninspelning']),
  ...asking(
    [step('changeSettings', { MaskPstnNumbersType: 'MaskedForAllUsers' })],
    ['maskera telefonnummer för alla'],
  ),
  ...asking(
    [step('changeSettings', { MaskPstnNumbersType: 'MaskedForExternalUsers' })],
    ['dölj numren för utomstående'],
  ),
  ...asking([step('changeSettings', { MaskPstnNumbersType: 'NoMasking' })], ['sluta maskera numren']),
  ...asking(
    [step('changeSettings', { LobbyAdmission: 'organizer' })],
    ['sätt insläpp till organizer', 'insläpp av organisatören'],
  ),
  ...asking([step('changeSettings', { LobbyAdmission: 'auto' })], ['släpp in uppringare direkt']),
  ...asking(
    [step('changeSettings', { AllowSelfServicePinReset: true })],
    ['tillåt användare att återställa sin egen pin'],
  ),
  // Settings by the names that the cmdlet gives them.
  ...asking(
    [step('changeSettings', { AllowSelfServicePinReset: true })],
    ['ställ in AllowSelfServicePinReset på sant'],
  ),
  ...asking([step('changeSettings', { NotifyUsersInChat: false })], ['ställ in NotifyUsersInChat på $false']),
  ...asking(
    [step('changeSettings', { UseUniqueConferenceIds: true })],
    ['ställ in UseUniqueConferenceIds på true'],
  ),
  ...asking(
    [step('changeSettings', { MeetingUpdateToolUrl: 'https://contoso.com/uppdatera' })],
    ['sätt uppdateringsverktyget till https://contoso.com/uppdatera'],
  ),
  ...asking([step('changeSettings', { BulkApprovalThreshold: 50 })], ['sätt godkännandegränsen till 50']),
  ...asking(
    [step('changeSettings', { BulkApprovalThreshold: 0 })],
    ['stäng av godkännande av massändringar'],
  ),
  ...asking([step('history', { people: [] })], ['historik']),
  ...asking([step('history', { people: [], day: 'today' })], ['historik idag', 'vad hände idag']),
  ...asking([step('history', { people: [], day: 'yesterday' })], ['historik igår', 'vad har hänt igår']),
  ...asking([step('history', { people: [], day: '2026-11-24' })], ['historik 2026-11-24']),
  ...asking([step('history', { people: ['amos'], day: 'yesterday' })], ['historik för amos igår']),
  ...asking(
    [step('history', { by: ['adele'], people: [] })],
    ['historik av adele', 'vad gjorde adele', 'vad har adele gjort'],
  ),
  ...asking([step('history', { by: ['adele'], people: [], day: 'today' })], ['vad gjorde adele idag?']),
  ...asking(
    [step('history', { by: ['adele'], people: [], day: 'yesterday' })],
    ['vad har adele ändrat igår'],
  ),
  ...asking(
    [step('history', { operations: ['resetPin'], people: ['Amos'] })],
    ['vem återställde Amos PIN-kod'],
  ),
  ...asking(
    [step('history', { operations: ['resetConferenceId', 'setConferenceId'], people: ['Amos'] })],
    ['vem ändrade Amos konferens-ID?'],
  ),
  ...asking([step('history', { people: ['amos'] })], ['när återställdes amos pin-kod']),
  ...asking(
    [step('history', { operations: ['resetPin'], people: [] })],
    ['historik över PIN-återställningar'],
  ),
  ...asking(
    [step('history', { operations: ['changeSettings', 'restoreSettings'], people: [] })],
    ['historik för inställningarna'],
  ),
  ...asking(
    [step('history', { operations: ['changeSettings', 'restoreSettings'] })],
    ['vem ändrade inställningarna?', 'vem stängde av mejlen'],
  ),
  ...asking(
    [step('history', { operations: ['addRole', 'removeRole'], people: ['adele'] })],
    ['vem gjorde adele till administratör'],
  ),
  ...asking([step('exportHistory', { people: [] })], ['exportera historiken']),
  ...asking(
    [step('exportHistory', { people: ['amos'] })],
    ['historik för amos som csv', 'exportera historiken för amos till csv'],
  ),
  ...asking([step('undo', {})], ['ångra', 'ångra det', 'ångra senaste ändringen', 'gör det ogjort']),
  ...asking(
    [step('addPerson', { upn: 'bo.ek@contoso.com', displayName: 'Bo Ek' })],
    ['lägg till personen Bo Ek bo.ek@contoso.com', 'lägg till Bo Ek <bo.ek@contoso.com>'],
  ),
  ...asking(
    [step('addPerson', { upn: 'bo.ek@contoso.com' })],
    ['lägg till bo.ek@contoso.com', 'lägg till en ny användare bo.ek@contoso.com'],
  ),
  ...asking(
    [step('removePerson', { people: ['amos'] })],
    ['ta bort personen amos', 'ta bort amos från organisationen'],
  ),
  ...asking([step('removePerson', { people: ['amos marble'] })], ['ta bort användaren amos marble']),
  ...asking(
    [step('roles', {})],
    ['roller', 'vem får göra vad', 'vilka är administratörer', 'lista administratörerna'],
  ),
  ...asking(
    [step('addRole', { role: 'admin', people: ['adele'] })],
    [
      'lägg till administratör adele',
      'gör adele till administratör',
      'utse adele till administratör',
      'ge adele administratörsrättigheter',
    ],
  ),
  ...asking([step('addRole', { role: 'helpDesk', people: ['henri'] })], ['lägg till henri i supporten']),
  ...asking(
    [step('removeRole', { role: 'admin', people: ['adele'] })],
    [
      'ta bort administratör adele',
      'ta bort adele från administratörerna',
      'ta ifrån adele administratörsrollen',
    ],
  ),
  ...asking([step('removeRole', { role: 'helpDesk', people: ['henri'] })], ['ta bort henri från supporten']),
  ...asking([step('resetPin', { people: ['amos'] })], ['återställ pin för amos idag']),
  ...previewing([step('removePerson', { people: ['amos'] })], ['vad händer om jag tar bort personen amos']),
  ...previewing(
    [step('allowCallers', { allowed: true, people: ['amos'] })],
    ['vad händer om jag tillåter uppringare att starta möten för amos'],
  ),
  ...previewing(
    [step('addRole', { role: 'admin', people: ['amos'] })],
    ['tänk om jag gör amos till administratör'],
  ),
];

/** What must change nothing. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('past', [
    'återställde du amos pin igår',
    'tog du bort personen amos igår',
    'jag tog bort personen amos igår',
  ]),
  ...notAsking('denial', [
    'ta inte bort personen amos',
    'lägg inte till bo',
    'ångra inte det',
    'gör inte amos till administratör',
  ]),
  ...notAsking('ambiguous', [
    'om amos går med på det, låt uppringare starta möten för amos',
    'ta bort personen amos imorgon',
    'ta bort personen amos eller personen ada',
  ]),
  ...notAsking('contradiction', ['tillåt eller förbjud uppringare att starta möten för amos']),
  ...notAsking('unknown', ['amos sa att uppringare ska få starta hans möten', 'uppringare till amos']),
];

/** What is only offered. */
export const OFFERED: readonly Offered[] = [
  ...offering([step('removePerson', { people: ['amos'] })], ['ta bort personen amos imorgon']),
  ...offering(
    [step('why', { people: ['amos'] }), step('history', { operations: ['allowCallers'], people: ['amos'] })],
    ['uppringare till amos'],
  ),
];
