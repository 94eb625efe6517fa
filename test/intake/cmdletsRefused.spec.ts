import assert from 'node:assert/strict';
import type { RefusalCode } from '../../src/domain/refusal.ts';
import { Refusal } from '../../src/domain/refusal.ts';
import { createCmdlets } from '../../src/intake/cmdlets.ts';
import { CATALOGUE } from '../../src/operations/catalogue.ts';

const USER = 'Set-CsOnlineDialInConferencingUser';
const SHOW = 'Get-CsOnlineDialInConferencingUser';
const SETTINGS = 'Set-CsOnlineDialInConferencingTenantSettings';
const BRIDGE = 'Set-CsOnlineDialInConferencingBridge';
const TRIGGERS = [
  ...['-ResetLeaderPin', '-ResetConferenceId', '-ConferenceId', '-AllowPSTNOnlyMeetings', '-SendEmail'],
  ...['-Provider', '-ServiceNumber', '-TollFreeServiceNumber', '-AllowTollFreeDialIn'],
];

const read = createCmdlets(CATALOGUE);

/** The refusal that a line meets; fails the test when it meets none. */
function refusalOf(line: string): Refusal {
  try {
    const understood = read(line);
    assert.fail(`was read as ${JSON.stringify(understood)}`);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** What a list of people is narrowed by. */
const FILTERS = [
  'Provider',
  'Department',
  'WithoutMailbox',
  'WithoutLicense',
  'BelowPinLength',
  'NeverInformed',
  'Undelivered',
].map((name) => `-${name}`);

const LINES: readonly [line: string, code: RefusalCode, value: string, choices?: string[]][] = [
  // Parameters.
  [`${USER} amos -ResetLeaderPine`, 'parameter-unknown', '-ResetLeaderPine', ['-ResetLeaderPin']],
  [`${USER} -Identité amos -ResetLeaderPin`, 'parameter-unknown', '-Identité', ['-Identity']],
  [`${USER} amos -RestLeaderPin`, 'parameter-unknown', '-RestLeaderPin', ['-ResetLeaderPin']],
  [`${SHOW} -Identify amos`, 'parameter-unknown', '-Identify', ['-Identity']],
  [
    `${SHOW} -ResetLeaderPin amos`,
    'parameter-unknown',
    '-ResetLeaderPin',
    ['-Identity', ...FILTERS, '-ServiceNumber', '-ResultSize'],
  ],
  [`${SETTINGS} -PinLenght 6`, 'parameter-unknown', '-PinLenght', ['-PinLength']],
  [`${USER} amos -Reset`, 'parameter-ambiguous', '-Reset', ['-ResetLeaderPin', '-ResetConferenceId']],
  [`${USER} amos -Conf 8271964`, 'parameter-ambiguous', '-Conf', ['-ConferenceId']],
  [`${USER} amos -ResetLeaderPin -SendE`, 'parameter-ambiguous', '-SendE'],
  [`${USER} -Identity -ResetLeaderPin`, 'parameter-value-missing', '-Identity'],
  [`${USER} amos -ConferenceId`, 'parameter-value-missing', '-ConferenceId'],
  [
    `${USER} amos -ResetLeaderPin -SendEmail -SendEmailToAddress`,
    'parameter-value-missing',
    '-SendEmailToAddress',
  ],
  [`${USER} amos -ResetLeaderPin:`, 'parameter-value-missing', '-ResetLeaderPin'],
  [
    `${SETTINGS} -AutomaticallySendEmailsToUsers`,
    'parameter-value-missing',
    '-AutomaticallySendEmailsToUsers',
  ],
  [`${USER} amos -ResetLeaderPin -ErrorAction`, 'parameter-value-missing', '-ErrorAction'],
  [`${USER} amos -ResetLeaderPin -ResetLeaderPin`, 'parameter-conflict', '-ResetLeaderPin'],
  [`${USER} -Identity amos -id ada -ResetLeaderPin`, 'parameter-conflict', '-Identity'],
  [`${USER} amos -Identity ada -ResetLeaderPin`, 'parameter-conflict', '-Identity'],
  [`${USER} amos -ResetLeaderPin -ea Stop -ErrorAction Stop`, 'parameter-conflict', '-ErrorAction'],
  [`${SHOW} amos -ResultSize 5`, 'parameter-conflict', '-ResultSize'],
  [`${USER} amos -ResetLeaderPin:maybe`, 'value-malformed', 'maybe'],
  [`${USER} amos -ResetConferenceId -Confirm:no`, 'value-malformed', 'no'],
  [`${USER} amos -ConferenceId 8271964 -ResetConferenceId`, 'conference-id-set-and-reset', '8271964'],
  [`${USER} amos -SendEmailToAddress u@hotmail.com`, 'send-to-without-send', 'u@hotmail.com'],
  [
    `${USER} amos -SendEmail:$false -SendEmailToAddress u@hotmail.com`,
    'send-to-without-send',
    'u@hotmail.com',
  ],
  [`${USER} amos -SendEmailFromAddress a@b.se`, 'sender-half', 'a@b.se'],
  [`${USER} amos -SendEmailFromDisplayName "Amos Marble"`, 'sender-half', 'Amos Marble'],
  ...['BridgeId 1', 'BridgeName x', 'Tenant 1', 'DomainController x'].map(
    (later): [string, RefusalCode, string] => [
      `${USER} amos -${later}`,
      'parameter-not-yet',
      `-${later.replace(/ .*/, '')}`,
    ],
  ),
  [`${USER} amos -ServiceNumber`, 'parameter-value-missing', '-ServiceNumber'],
  [`${USER} amos -AllowTollFreeDialIn`, 'parameter-value-missing', '-AllowTollFreeDialIn'],
  [`${BRIDGE} -DefaultServiceNumber +46846500400 -ToNumber 1`, 'parameter-unknown', '-ToNumber'],

  // Names.
  ['Get-CsOnlineDialInConferencingUserInfo amos', 'cmdlet-unknown', 'Get-CsOnlineDialInConferencingUserInfo'],
  [
    'Jet-CsOnlineDialInConferencingUser amos',
    'cmdlet-unknown',
    'Jet-CsOnlineDialInConferencingUser',
    [SHOW, USER, 'Enable-CsOnlineDialInConferencingUser'],
  ],
  [
    'Set-CsOnlineDialInConfencingUser amos -Nothing',
    'cmdlet-unknown',
    'Set-CsOnlineDialInConfencingUser',
    [USER, SHOW, 'Disable-CsOnlineDialInConferencingUser'],
  ],
  ['Get-CsTeamsMeetingPolicy', 'cmdlet-unknown', 'Get-CsTeamsMeetingPolicy'],

  // What is no single cmdlet with plain values.
  [`${SHOW} amos | ForEach-Object { $_ }`, 'cmdlet-malformed', 'ForEach-Object { $_ }'],
  [
    `${SHOW} | Where-Object {$_.City -eq "Paris"} | ${USER} -ResetLeaderPin`,
    'condition-unknown',
    '$_.City -eq "Paris"',
  ],
  [`${SHOW} | Where-Object {$_.Department -ne "IT"}`, 'condition-unknown', '$_.Department -ne "IT"'],
  [
    `${SHOW} amos | Where-Object {$_.Country -eq "SE"}`,
    'cmdlet-malformed',
    'Where-Object {$_.Country -eq "SE"}',
  ],
  [`${SHOW} amos|fl`, 'cmdlet-malformed', 'fl'],
  [`${USER} amos -ResetLeaderPin; ${SHOW}`, 'cmdlet-malformed', 'setLeaderPin; Get-CsOnlineDialInConfere…'],
  [`${USER} amos -ResetLeaderPin && ${SHOW}`, 'cmdlet-malformed', `&& ${SHOW}`],
  [`${USER} amos -ResetLeaderPin > out.txt`, 'cmdlet-malformed', '> out.txt'],
  [`${USER} amos -ResetLeaderPin\n${USER} ada -ResetLeaderPin`, 'cmdlet-malformed', `${USER} ada …`],
  [`${USER} $user -ResetLeaderPin`, 'cmdlet-malformed', '$user -ResetLeaderPin'],
  [`${USER} $user.upn -ResetLeaderPin`, 'cmdlet-malformed', '$user.upn -ResetLeaderPin'],
  [`${USER} $true.x -ResetLeaderPin`, 'cmdlet-malformed', '$true.x -ResetLeaderPin'],
  [`${USER} $(whoami) -ResetLeaderPin`, 'cmdlet-malformed', '$(whoami) -ResetLeaderPin'],
  [`${USER} "a $(whoami)" -ResetLeaderPin`, 'cmdlet-malformed', '$(whoami)" -ResetLeaderPin'],
  [`${USER} "$user" -ResetLeaderPin`, 'cmdlet-malformed', '$user" -ResetLeaderPin'],
  [`${USER} a$b -ResetLeaderPin`, 'cmdlet-malformed', '$b -ResetLeaderPin'],
  [`${USER} -Identity (${SHOW}) -ResetLeaderPin`, 'cmdlet-malformed', `(${SHOW}`],
  [`${USER} -Identity @(amos, ada) -ResetLeaderPin`, 'cmdlet-malformed', '(amos'],
  [`${USER} @{a=1} -ResetLeaderPin`, 'cmdlet-malformed', '@{a=1} -ResetLeaderPin'],
  [`${USER} @"\namos\n"@ -ResetLeaderPin`, 'cmdlet-malformed', '@"\namos\n"@ -ResetLeaderPin'],
  [`${USER} { amos } -ResetLeaderPin`, 'cmdlet-malformed', '{ amos } -ResetLeaderPin'],
  [`${USER} "amos -ResetLeaderPin`, 'cmdlet-malformed', '"amos -ResetLeaderPin'],
  [`${USER} 'amos -ResetLeaderPin`, 'cmdlet-malformed', "'amos -ResetLeaderPin"],
  [`${USER} « amos -ResetLeaderPin`, 'cmdlet-malformed', '« amos -ResetLeaderPin'],
  [`${USER} "amos"-ResetLeaderPin`, 'cmdlet-malformed', '"amos"-ResetLeaderPin'],
  [`${USER} amos"x" -ResetLeaderPin`, 'cmdlet-malformed', '"x" -ResetLeaderPin'],
  [`${USER} -Identity=amos -ResetLeaderPin`, 'cmdlet-malformed', '-Identity=amos -ResetLeaderPin'],
  [`${USER} amos, -ResetLeaderPin`, 'cmdlet-malformed', ','],
  [`${USER} @("amos","ada" -ResetLeaderPin`, 'cmdlet-malformed', '('],
  [`${USER} amos) -ResetLeaderPin`, 'cmdlet-malformed', ')'],
  [`${USER} amos -`, 'cmdlet-malformed', '-'],
  [`${USER} amos -ResetLeaderPin ada`, 'cmdlet-malformed', 'ada'],
  [`${USER} -ConferenceId 827 1964 -Identity amos`, 'cmdlet-malformed', '1964', ['-Identity 1964']],
  [
    `${USER} -ResetLeaderPin -SendEmail -SendEmailFromDisplayName Amos Marble`,
    'cmdlet-malformed',
    'Marble',
    ['-Identity Marble'],
  ],
  [`${SETTINGS} amos -PinLength 6`, 'cmdlet-malformed', 'amos'],
  [`${SETTINGS} -SendEmailFromDisplayName Amos Marble`, 'cmdlet-malformed', 'Marble'],
];

describe('the cmdlet door refuses', () => {
  for (const [line, code, value, choices] of LINES) {
    it(`${JSON.stringify(line)} as ${code}`, () => {
      const refusal = refusalOf(line);

      assert.deepEqual([refusal.code, refusal.params['value']], [code, value]);
      if (choices) assert.deepEqual(refusal.choices, choices);
    });
  }

  for (const line of [`${USER} -Identity amos`, USER, `${USER} amos -ResetLeaderPin:$false -WhatIf`]) {
    it(`${JSON.stringify(line)}, which asks for nothing, naming what can be asked for`, () => {
      const refusal = refusalOf(line);

      assert.equal(refusal.code, 'value-missing');
      assert.deepEqual(refusal.choices, TRIGGERS);
    });
  }

  it('a line that is too long', () => {
    const refusal = refusalOf(`${USER} ${'amos,'.repeat(1_000)}ada -ResetLeaderPin`);

    assert.equal(refusal.code, 'text-too-long');
  });
});
