import assert from 'node:assert/strict';
import { createCmdlets } from '../../src/intake/cmdlets.ts';
import { CATALOGUE } from '../../src/operations/catalogue.ts';

const USER = 'Set-CsOnlineDialInConferencingUser';
const SHOW = 'Get-CsOnlineDialInConferencingUser';
const SETTINGS = 'Set-CsOnlineDialInConferencingTenantSettings';

const read = createCmdlets(CATALOGUE);

/** A step of the expected reading. */
const step = (operation: string, input: Record<string, unknown> = {}) => ({ operation, input });
const resetPin = (input: Record<string, unknown> = {}) => step('resetPin', { people: ['amos'], ...input });
const resetId = (input: Record<string, unknown> = {}) =>
  step('resetConferenceId', { people: ['amos'], ...input });
const setId = (input: Record<string, unknown> = {}) =>
  step('setConferenceId', { people: ['amos'], conferenceId: '8271964', ...input });
const show = (...people: string[]) => step('showUser', { people });
const change = (input: Record<string, unknown>) => step('changeSettings', input);

const PLAIN = { preview: false };
const PREVIEW = { preview: true };
const UNASKED = { preview: false, unasked: true };

const LINES: readonly [
  line: string,
  steps: ReturnType<typeof step>[],
  manner?: { preview: boolean; unasked?: boolean },
][] = [
  // As the source documents print them.
  [
    `${USER} -id amos.marble@contoso.com -ResetLeaderPIN`,
    [resetPin({ people: ['amos.marble@contoso.com'] })],
  ],
  [
    'Set-CsOnlineDialInConferencingTenantSetting -SendEmailOverride $true -SendEmailFromAddress amos.marble -SendEmailFromDisplayName "Amos Marble"',
    [
      change({
        SendEmailFromOverride: true,
        SendEmailFromAddress: 'amos.marble',
        SendEmailFromDisplayName: 'Amos Marble',
      }),
    ],
  ],
  [
    'Set-CsOnlineDialInConferencingTenantSetting -AutomaticallySendEmailsToUsers $false',
    [change({ AutomaticallySendEmailsToUsers: false })],
  ],
  ['Get-CsCsOnlineDialInConfencingUser', [step('listUsers')]],

  // Names in any case, prefixes, exact before prefix, both ways to give a value.
  [`${USER.toLowerCase()} -identity amos -resetleaderpin`, [resetPin()]],
  [`${USER.toUpperCase()} -IDENTITY amos -RESETLEADERPIN`, [resetPin()]],
  [`${USER} -Id amos -ResetL`, [resetPin()]],
  [`${USER} -Ide:amos -ResetC`, [resetId()]],
  [`${USER} -Identity: amos -ResetLeaderPin`, [resetPin()]],
  [
    `${USER} -id amos -ResetLeaderPin -SendEmail -sendemailto u@hotmail.com`,
    [resetPin({ sendEmail: true, sendEmailToAddress: 'u@hotmail.com' })],
  ],
  [
    `${USER} -id amos -ResetLeaderPin -SendEmail -SendEmailFromA a@b.se -SendEmailFromD Amos`,
    [resetPin({ sendEmail: true, sendEmailFromAddress: 'a@b.se', sendEmailFromDisplayName: 'Amos' })],
  ],
  [`${USER} -id amos -Conference 8271964`, [setId()]],
  [`${SETTINGS} -PinLength 6`, [change({ PinLength: '6' })]],
  [`${SETTINGS} -Pin:6`, [change({ PinLength: '6' })]],

  // Who: by position, several, in brackets, quoted, mentioned.
  [`${USER} amos -ResetLeaderPin`, [resetPin()]],
  [`${USER} -ResetLeaderPin amos`, [resetPin()]],
  [`${USER} "Amos Marble" -ResetLeaderPin`, [resetPin({ people: ['Amos Marble'] })]],
  [
    `${USER} -ResetLeaderPin -SendEmailToAddress "u@hotmail.com" -SendEmail amos`,
    [resetPin({ sendEmail: true, sendEmailToAddress: 'u@hotmail.com' })],
  ],
  [`${USER} -Identity amos,ada -ResetLeaderPin`, [resetPin({ people: ['amos', 'ada'] })]],
  [`${USER} -Identity amos , ada -ResetLeaderPin`, [resetPin({ people: ['amos', 'ada'] })]],
  [`${USER} -Identity "Amos Marble","Ada" -ResetLeaderPin`, [resetPin({ people: ['Amos Marble', 'Ada'] })]],
  [`${USER} -Identity @("amos", "ada") -ResetLeaderPin`, [resetPin({ people: ['amos', 'ada'] })]],
  [`${USER} -Identity ('amos','ada') -ResetLeaderPin`, [resetPin({ people: ['amos', 'ada'] })]],
  [`${USER} ('amos') -ResetLeaderPin`, [resetPin()]],
  [`${USER} -Identity @() -ResetLeaderPin`, [resetPin({ people: [] })]],
  [`${USER} amos,ada -ResetLeaderPin`, [resetPin({ people: ['amos', 'ada'] })]],
  [`${USER} -Identity <at>Amos Marble</at> -ResetLeaderPin`, [resetPin({ people: ['Amos Marble'] })]],
  [`${USER} -Identity @amos -ResetLeaderPin`, [resetPin({ people: ['@amos'] })]],
  [`${USER} -Identity me -ResetLeaderPin`, [resetPin({ people: ['me'] })]],
  [`${USER} -ResetLeaderPin`, [step('resetPin')]],
  [`${SHOW} amos`, [show('amos')]],
  [`${SHOW} -Identity amos.marble@contoso.com`, [show('amos.marble@contoso.com')]],
  [`${SHOW} Amos Marble`, [show('Amos Marble')]],
  [`${SHOW} -Identity Amos Marble -Verbose`, [show('Amos Marble')]],
  [`${SHOW} n'affiche-amos`, [show('amos')]],
  ['Enable-CsOnlineDialInConferencingUser amos', [step('enableUser', { people: ['amos'] })]],
  [
    'Enable-CsOnlineDialInConferencingUser -Identity "Amos Marble" -ReplaceProvider -WhatIf',
    [step('enableUser', { people: ['Amos Marble'], replaceProvider: true })],
    PREVIEW,
  ],
  ['enable-csonlinedialinconferencinguser amos -assign', [step('assignLicense', { people: ['amos'] })]],
  [
    'Disable-CsOnlineDialInConferencingUser amos,ada -Force',
    [step('disableUser', { people: ['amos', 'ada'] })],
    UNASKED,
  ],
  [
    'Disable-CsOnlineDialInConferencingUser amos -RemoveLicense -Confirm:$false',
    [step('removeLicense', { people: ['amos'] })],
    UNASKED,
  ],
  [`${USER} amos -Provider $null`, [step('setProvider', { people: ['amos'], provider: null })]],
  [
    `${USER} amos -Prov Microsoft -Replace`,
    [step('setProvider', { people: ['amos'], provider: 'Microsoft', replaceProvider: true })],
  ],
  ['Get-CsUserAcp amos', [step('showThirdParty', { people: ['amos'] })]],
  [
    'Set-CsUserAcp –Identity “Ken Myers” -TollNumber "14255551298" -TollFreeNumbers 18005551234, 18005551235 -ParticipantPassCode 13761 -Domain "fabrikam.com" -Name "Fabrikam ACP"',
    [
      step('setThirdParty', {
        people: ['Ken Myers'],
        name: 'Fabrikam ACP',
        tollNumber: '14255551298',
        tollFreeNumbers: ['18005551234', '18005551235'],
        participantPasscode: '13761',
        domain: 'fabrikam.com',
      }),
    ],
  ],
  [
    'Set-CsUserAcp amos -Name PGi -IsDefault $true',
    [step('setThirdParty', { people: ['amos'], name: 'PGi', isDefault: true })],
  ],
  ['Set-CsUserAcp amos -Restore', [step('restoreProvider', { people: ['amos'] })]],
  ['Remove-CsUserAcp amos -Name PGi', [step('removeThirdParty', { people: ['amos'], name: 'PGi' })]],
  [`${SETTINGS} -AutomaticallyReplace $true`, [change({ AutomaticallyReplaceAcpProvider: true })]],
  [`${SETTINGS} -AutomaticallyM $false`, [change({ AutomaticallyMigrateUserMeetings: false })]],
  [SHOW, [step('listUsers')]],
  [`${SHOW} -ResultSize 20`, [step('listUsers', { resultSize: '20' })]],
  [`Gett-CsOnlineDialInConferencingUser amos`, [show('amos')]],
  [`Get CsOnlineDialInConferencingUser amos`, [show('amos')]],

  // Quotes and their escapes.
  [`${USER} 'amos' -ResetLeaderPin`, [resetPin()]],
  [`${USER} 'Amos O''Brien' -ResetLeaderPin`, [resetPin({ people: ["Amos O'Brien"] })]],
  [`${USER} o'brien -ResetLeaderPin`, [resetPin({ people: ["o'brien"] })]],
  [`${USER} o’brien -ResetLeaderPin`, [resetPin({ people: ['o’brien'] })]],
  [`${USER} "Amos ""Pin"" Marble" -ResetLeaderPin`, [resetPin({ people: ['Amos "Pin" Marble'] })]],
  [`${USER} "Amos \`"Pin\`" Marble" -ResetLeaderPin`, [resetPin({ people: ['Amos "Pin" Marble'] })]],
  [`${USER} Amos\` Marble -ResetLeaderPin`, [resetPin({ people: ['Amos Marble'] })]],
  [`${USER} 'a $b \`n' -ResetLeaderPin`, [resetPin({ people: ['a $b `n'] })]],
  [`${USER} "5 $ \`$x" -ResetLeaderPin`, [resetPin({ people: ['5 $ $x'] })]],
  [`${USER} “Amos Marble” -ResetLeaderPin`, [resetPin({ people: ['Amos Marble'] })]],
  [`${USER} „Amos Marble“ -ResetLeaderPin`, [resetPin({ people: ['Amos Marble'] })]],
  [`${USER} ‘Amos Marble’ -ResetLeaderPin`, [resetPin({ people: ['Amos Marble'] })]],
  [`${USER} «\u00A0Amos Marble\u00A0» -ResetLeaderPin`, [resetPin({ people: ['Amos Marble'] })]],
  [`${USER} »Amos Marble» -ResetLeaderPin`, [resetPin({ people: ['Amos Marble'] })]],
  [`${USER} ‹ Amos Marble › -ResetLeaderPin`, [resetPin({ people: ['Amos Marble'] })]],

  // What word processors, translators and copying make of a line.
  [`${USER} –Identity amos —ResetLeaderPin −Force`, [resetPin()], UNASKED],
  [`${USER} --Identity amos - ResetLeaderPIN`, [resetPin()]],
  [`Set–CsOnlineDialInConferencingUser –id amos –ResetLeaderPin`, [resetPin()]],
  [`Set - CsOnlineDialInConferencingUser - id amos - ResetLeaderPin`, [resetPin()]],
  [`${USER}\u00A0-Identity\u00A0amos\u202F-ResetLeaderPin`, [resetPin()]],
  [`\u200B${USER} -Identity am\u200Bos -ResetLeaderPin\uFEFF`, [resetPin()]],
  [`  ${USER} amos -ResetLeaderPin ; `, [resetPin()]],
  [`${USER} amos -ResetLeaderPin;`, [resetPin()]],
  [`PS C:\\> ${USER} amos -ResetLeaderPin`, [resetPin()]],
  [`PS C:\\Users\\adele> ${USER} amos -ResetLeaderPin`, [resetPin()]],
  [`PS> ${USER} amos -ResetLeaderPin`, [resetPin()]],
  [`\`${USER} amos -ResetLeaderPin\``, [resetPin()]],
  [`\`\`\`powershell\n${USER} amos -ResetLeaderPin\n\`\`\``, [resetPin()]],
  [`${USER} \`\n  -Identity amos \`\r\n  -ResetLeaderPin`, [resetPin()]],
  [`${USER} -Identity amos\n-ResetLeaderPin\n`, [resetPin()]],
  [`${USER} -Identity amos,\n  ada -ResetLeaderPin`, [resetPin({ people: ['amos', 'ada'] })]],
  [`${USER} amos -ResetLeaderPin # forgot it again`, [resetPin()]],

  // Switches and what every cmdlet takes.
  [`${USER} amos -ResetLeaderPin:$true`, [resetPin()]],
  [`${USER} amos -ResetLeaderPin $true`, [resetPin()]],
  [`${USER} amos -ResetLeaderPin -SendEmail:$false`, [resetPin({ sendEmail: false })]],
  [`${USER} amos -ResetLeaderPin:$false -ResetConferenceId`, [resetId()]],
  [`${USER} amos -ResetLeaderPin -WhatIf`, [resetPin()], PREVIEW],
  [`${USER} amos -ResetLeaderPin -wi`, [resetPin()], PREVIEW],
  [`${USER} amos -ResetLeaderPin -WhatIf:$false`, [resetPin()]],
  [`${USER} Amos Marble -ResetLeaderPin -WhatIf`, [resetPin({ people: ['Amos Marble'] })], PREVIEW],
  [`${USER} amos -ResetConferenceId -Confirm:$false`, [resetId()], UNASKED],
  [`${USER} amos -ResetConferenceId -Confirm: $False`, [resetId()], UNASKED],
  [`${USER} amos -ResetConferenceId -Confirm $false`, [resetId()], UNASKED],
  [`${USER} amos -ResetConferenceId -Confirm`, [resetId()]],
  [`${USER} amos -ResetConferenceId -Force`, [resetId()], UNASKED],
  [`${USER} amos -ResetConferenceId -Force:$false`, [resetId()]],
  [`${USER} amos -ResetConferenceId -Force -Confirm`, [resetId()]],
  [
    `${USER} amos -ResetLeaderPin -Verbose -ErrorAction SilentlyContinue -WarningAction:Continue`,
    [resetPin()],
  ],
  [`Remove-CsOnlineDialInConferencingTenantSettings -Force`, [step('restoreSettings')], UNASKED],
  ['Get-CsOnlineDialInConferencingTenantSettings', [step('settings')]],
  ['get-csonlinedialinconferencingtenantsetting', [step('settings')]],
  [
    `${SETTINGS} -SendEmailFromAddress $null -SendEmailFromDisplayName $null -SendEmailFromOverride 0`,
    [change({ SendEmailFromOverride: '0', SendEmailFromAddress: null, SendEmailFromDisplayName: null })],
  ],
  [SETTINGS, [change({})]],

  // Several changes in one line.
  [
    `${USER} amos -ResetLeaderPin -ResetConferenceId -SendEmail`,
    [resetPin({ sendEmail: true }), resetId({ sendEmail: true })],
  ],
  [`${USER} amos -ConferenceId 8271964 -ResetLeaderPin`, [resetPin(), setId()]],
  [`${USER} amos -ConferenceId 8271964 -ResetConferenceId:$false`, [setId()]],
  [`${USER} amos -SendEmail`, [step('sendInfo', { people: ['amos'], sendEmail: true })]],
  [
    `${USER} amos -SendEmail -SendEmailToAddress u@hotmail.com`,
    [step('sendInfo', { people: ['amos'], sendEmail: true, sendEmailToAddress: 'u@hotmail.com' })],
  ],
  // What the operations refuse must reach them.
  [
    `${USER} amos -ResetLeaderPin -SendEmailToAddress u@hotmail.com`,
    [resetPin({ sendEmailToAddress: 'u@hotmail.com' })],
  ],
  [`${USER} amos -ConferenceId $null`, [setId({ conferenceId: null })]],
  [`${USER} amos -ConferenceId 1,2`, [setId({ conferenceId: ['1', '2'] })]],
];

describe('the cmdlet door reads', () => {
  for (const [line, steps, manner = PLAIN] of LINES) {
    it(JSON.stringify(line), () => {
      const understood = read(line);

      assert.deepEqual(understood, { kind: 'steps', steps, ...manner, language: undefined });
    });
  }
});

describe('the cmdlet door answers a change that it has to guess with the right form', () => {
  const right = `${USER} -Identity amos -ResetLeaderPin`;
  const guesses: readonly [line: string, steps: ReturnType<typeof step>[], right: string][] = [
    [
      "Set-csonlinedialinconferencinguser n'affiche-amos.marble - ResetLeaderPIN - SendEmail - SendEmailToAddress « u@hotmail.com »",
      [resetPin({ people: ['amos.marble'], sendEmail: true, sendEmailToAddress: 'u@hotmail.com' })],
      `${USER} -Identity amos.marble -ResetLeaderPin -SendEmail -SendEmailToAddress "u@hotmail.com"`,
    ],
    [`${USER} n’affiche amos -ResetLeaderPin`, [resetPin()], right],
    ['Set-CsOnlineDialInConfencingUser amos -ResetLeaderPin', [resetPin()], right],
    ['Set-CsCsOnlineDialInConferencingUser amos -ResetLeaderPin -Force', [resetPin()], right],
    ['Sett-CsOnlineDialInConferencingUser amos -ResetLeaderPin', [resetPin()], right],
    ['Set CsOnlineDialInConferencingUser amos -ResetLeaderPin', [resetPin()], right],
    ['SetCsOnlineDialInConferencingUser amos -ResetLeaderPin', [resetPin()], right],
    [`${USER}s amos -ResetLeaderPin`, [resetPin()], right],
    [
      `${USER} Amos Marble -ResetLeaderPin`,
      [resetPin({ people: ['Amos Marble'] })],
      `${USER} -Identity "Amos Marble" -ResetLeaderPin`,
    ],
    [
      `${USER} -Identity Amos van Marble -ResetLeaderPin`,
      [resetPin({ people: ['Amos van Marble'] })],
      `${USER} -Identity "Amos van Marble" -ResetLeaderPin`,
    ],
    [
      'Set-CsOnlineDialInConferenceTenantSettings -PinLength 6',
      [change({ PinLength: '6' })],
      `${SETTINGS} -PinLength 6`,
    ],
    [
      'Remove-CsOnlineDialInConferencingTenantSetings',
      [step('restoreSettings')],
      'Remove-CsOnlineDialInConferencingTenantSettings',
    ],
  ];
  for (const [line, near, form] of guesses) {
    it(JSON.stringify(line), () => {
      const understood = read(line);

      assert.deepEqual(understood, {
        kind: 'nothing',
        reason: 'misspelt',
        near,
        line: form,
        language: undefined,
      });
    });
  }
});

describe('the cmdlet door leaves to others', () => {
  const others = [
    '',
    ' ',
    'Get-together with amos',
    'set-up a meeting',
    'anne-marie',
    'Anna-Csilla forgot her PIN',
    'anne-marie@contoso.com',
    'reset PIN for anne-marie',
    'please run Set-CsOnlineDialInConferencingUser amos -ResetLeaderPin',
    'set conference ID of amos to 8271964',
    'set sender to "Amos Marble" <amos.marble@contoso.com>',
    'afficher amos',
    'återställ PIN-kod för amos',
    'Get-Date',
    '-ResetLeaderPin',
    'show amos | format-list',
    '> 8271964',
    'internationalization-conferencing',
  ];
  for (const text of others) {
    it(JSON.stringify(text), () => {
      const understood = read(text);

      assert.equal(understood, undefined);
    });
  }
});
