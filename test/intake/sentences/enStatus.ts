import { asking, notAsking, step, type Refused, type Spoken } from './sentence.ts';

/** English of those who want to know how things stand, and how cmdlets are typed. */
export const UNDERSTOOD: readonly Spoken[] = [
  ...asking(
    [step('status', {})],
    [
      'status',
      'status please',
      'show me the status',
      'overview',
      'show the dashboard',
      'how are things',
      'how many people are there',
      'stats',
      "what's the current status",
    ],
  ),
  ...asking(
    [step('listUsers', { neverInformed: true })],
    [
      'users never informed',
      'who was never told',
      'list people who were never notified',
      'show users who never got their details',
      'people enabled but never informed',
      "who hasn't been informed",
    ],
  ),
  ...asking([step('listUsers', { withoutMailbox: true })], ['report on people without a mailbox']),
  ...asking(
    [step('listUsers', { belowPinLength: true })],
    ['report of users with a pin too short', 'reports below pin length'],
  ),
  ...asking(
    [step('listUsers', { undelivered: true })],
    ['report undelivered', 'list users with undelivered notices', 'users who have failed mails'],
  ),
  ...asking(
    [step('listUsers', { department: 'Sales', neverInformed: true })],
    ['never informed in department Sales'],
  ),
  ...asking([step('listUsers', { neverInformed: true, page: 2 })], ['list users never informed page 2']),
  ...asking([step('listCmdlets', {})], ['list cmdlets', 'which cmdlets are there', 'powershell commands']),
  ...asking(
    [step('cmdletHelp', { cmdlet: 'Get-CsOnlineDialInConferencingUser' })],
    ['cmdlet Get-CsOnlineDialInConferencingUser', 'help for the cmdlet Get-CsOnlineDialInConferencingUser'],
  ),
  ...asking(
    [step('cmdletHelp', { cmdlet: 'Set-CsOnlineDialInConferencingTenantSettings' })],
    ['explain the cmdlet Set-CsOnlineDialInConferencingTenantSettings'],
  ),
];

/** What must not be done. */
export const NOT_DONE: readonly Refused[] = [
  ...notAsking('denial', ["don't show the status", 'do not list the cmdlets']),
  ...notAsking('past', ['did you show the status', 'was the status ok yesterday']),
  ...notAsking('ambiguous', ['status or help']),
];
