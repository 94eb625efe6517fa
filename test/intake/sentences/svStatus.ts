import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** Swedish of those who want to know how things stand, and how cmdlets are typed. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('status', {})],
    [
      'status',
      'visa läget',
      'hur går det',
      'översikt tack',
      'statistik',
      'visa diagram',
      'hur många användare finns det',
      'lägesrapport',
    ],
  ),
  ...asking(
    [step('listUsers', { neverInformed: true })],
    [
      'vilka har aldrig informerats',
      'användare som aldrig fått sina uppgifter',
      'lista aktiverade men aldrig informerade',
      'personer som inte har informerats',
      'oinformerade användare',
    ],
  ),
  ...asking([step('listUsers', { withoutMailbox: true })], ['rapport över personer utan brevlåda']),
  ...asking([step('listUsers', { belowPinLength: true })], ['rapport om användare med för kort pin']),
  ...asking(
    [step('listUsers', { undelivered: true })],
    ['rapport olevererade', 'användare med väntande meddelanden', 'lista personer som har misslyckade mejl'],
  ),
  ...asking(
    [step('listUsers', { department: 'Ekonomi', neverInformed: true })],
    ['aldrig informerade på avdelningen Ekonomi'],
  ),
  ...asking([step('listCmdlets', {})], ['visa cmdletar', 'vilka cmdletar finns', 'powershell-kommandon']),
  ...asking(
    [step('cmdletHelp', { cmdlet: 'Get-CsOnlineDialInConferencingUser' })],
    ['cmdlet Get-CsOnlineDialInConferencingUser', 'hjälp om cmdleten Get-CsOnlineDialInConferencingUser'],
  ),
];

/** What must not be done. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', ['visa inte status', 'lista inte cmdletar']),
  ...notAsking('past', ['har du visat status', 'visade du läget igår']),
];
