import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Step } from '../../src/domain/request.ts';
import { createCmdlets } from '../../src/intake/cmdlets.ts';
import { CATALOGUE } from '../../src/operations/catalogue.ts';
import { equivalentCmdlet } from '../../src/operations/cmdletText.ts';

const USER = 'Set-CsOnlineDialInConferencingUser';
const SETTINGS = 'Set-CsOnlineDialInConferencingTenantSettings';

const step = (operation: string, input: Record<string, unknown> = {}): Step => ({ operation, input });
const amos = { people: ['amos'] };

const LINES: readonly [what: string, steps: Step[], line: string | null][] = [
  ['a reset', [step('resetPin', amos)], `${USER} -Identity amos -ResetLeaderPin`],
  [
    'a UPN',
    [step('resetPin', { people: ['amos.marble@contoso.com'] })],
    `${USER} -Identity "amos.marble@contoso.com" -ResetLeaderPin`,
  ],
  [
    'several people',
    [step('resetPin', { people: ['amos', 'Ada L'] })],
    `${USER} -Identity amos,"Ada L" -ResetLeaderPin`,
  ],
  [
    'people of a form',
    [step('resetPin', { people: 'amos; ada' })],
    `${USER} -Identity amos,ada -ResetLeaderPin`,
  ],
  [
    'quotes and signs',
    [step('resetPin', { people: ['a"b$c`d'] })],
    `${USER} -Identity "a\`"b\`$c\`\`d" -ResetLeaderPin`,
  ],
  [
    'a number, and none',
    [
      step('setServiceNumber', { ...amos, serviceNumber: '+46 8 465 004 00' }),
      step('setTollFreeNumber', { ...amos, tollFreeServiceNumber: null }),
    ],
    `${USER} -Identity amos -ServiceNumber "+46 8 465 004 00" -TollFreeServiceNumber $null`,
  ],
  [
    'a list of languages',
    [
      step('setLanguages', {
        number: '+46846500400',
        primaryLanguage: 'sv-SE',
        secondaryLanguages: ['en', 'fr-FR'],
      }),
    ],
    'Set-CsOnlineDialInConferencingServiceNumber -Identity "+46846500400" -PrimaryLanguage "sv-SE" -SecondaryLanguages en,"fr-FR"',
  ],
  [
    'no other languages',
    [step('setLanguages', { number: '+46846500400', primaryLanguage: 'sv', secondaryLanguages: [] })],
    'Set-CsOnlineDialInConferencingServiceNumber -Identity "+46846500400" -PrimaryLanguage sv -SecondaryLanguages @()',
  ],
  [
    'a mail',
    [step('resetPin', { ...amos, sendEmail: true, sendEmailToAddress: 'u@hotmail.com' })],
    `${USER} -Identity amos -ResetLeaderPin -SendEmail -SendEmailToAddress "u@hotmail.com"`,
  ],
  [
    'a mail of a form',
    [step('resetPin', { ...amos, sendEmail: 'true' })],
    `${USER} -Identity amos -ResetLeaderPin -SendEmail`,
  ],
  [
    'no mail',
    [step('resetPin', { ...amos, sendEmail: false, sendEmailToAddress: undefined })],
    `${USER} -Identity amos -ResetLeaderPin`,
  ],
  [
    'two resets',
    [step('resetConferenceId', amos), step('resetPin', amos)],
    `${USER} -Identity amos -ResetLeaderPin -ResetConferenceId`,
  ],
  [
    'a chosen ID',
    [step('setConferenceId', { ...amos, conferenceId: '8271964' })],
    `${USER} -Identity amos -ConferenceId 8271964`,
  ],
  ['info', [step('sendInfo', amos)], `${USER} -Identity amos -SendEmail`],
  ['a person', [step('showUser', amos)], 'Get-CsOnlineDialInConferencingUser -Identity amos'],
  ['everybody', [step('listUsers')], 'Get-CsOnlineDialInConferencingUser'],
  [
    'settings',
    [step('changeSettings', { PinLength: 6, SendEmailFromOverride: true, SendEmailFromAddress: null })],
    `${SETTINGS} -PinLength 6 -SendEmailFromOverride $true -SendEmailFromAddress $null`,
  ],
  [
    'settings of a form',
    [step('changeSettings', { AutomaticallySendEmailsToUsers: 'false' })],
    `${SETTINGS} -AutomaticallySendEmailsToUsers $false`,
  ],
  ['the defaults', [step('restoreSettings')], 'Remove-CsOnlineDialInConferencingTenantSettings'],
  ['no steps', [], null],
  ['an operation without cmdlet', [step('myInfo')], null],
  ['an operation that does not exist', [step('toString')], null],
  [
    'a filter',
    [step('listUsers', { department: 'Finance', neverInformed: true })],
    'Get-CsOnlineDialInConferencingUser -Department Finance -NeverInformed',
  ],
  ['a page of a list', [step('listUsers', { page: 2 })], null],
  ['a field that does not exist', [step('resetPin', { ...amos, constructor: 'x' })], null],
  ['two cmdlets', [step('resetPin', amos), step('showUser', amos)], null],
  ['different people', [step('resetPin', amos), step('resetConferenceId', { people: ['ada'] })], null],
  [
    'a mail for one of two',
    [step('resetPin', { ...amos, sendEmail: true }), step('resetConferenceId', amos)],
    null,
  ],
  [
    'a reset and info, which one line would not tell apart',
    [step('resetPin', amos), step('sendInfo', amos)],
    null,
  ],
  ['one operation twice', [step('resetPin', amos), step('resetPin', amos)], null],
  [
    'what excludes each other',
    [step('setConferenceId', { ...amos, conferenceId: '8271964' }), step('resetConferenceId', amos)],
    null,
  ],
  ['nobody', [step('resetPin', { people: [] })], null],
  ['a value that is no text', [step('setConferenceId', { ...amos, conferenceId: { a: 1 } })], null],
  ['a flag that is neither', [step('resetPin', { ...amos, sendEmail: 'perhaps' })], null],
];

describe('the equivalent cmdlet', () => {
  for (const [what, steps, line] of LINES) {
    it(`of ${what} is ${line ?? 'none'}`, () => {
      assert.equal(equivalentCmdlet(steps, CATALOGUE), line);
    });
  }

  it('names people by UPN where they are known', () => {
    const people = new Map([['me', { upn: 'adele@contoso.com' }]]);

    const line = equivalentCmdlet([step('resetPin', { people: ['me', 'amos'] })], CATALOGUE, people);

    assert.equal(line, `${USER} -Identity "adele@contoso.com",amos -ResetLeaderPin`);
  });

  it('is read by the cmdlet door as the same steps', () => {
    const read = createCmdlets(CATALOGUE);
    const awkward = fc.constantFrom(
      "o'brien",
      'O’Brien',
      '«x»',
      '“x”',
      '$(x)',
      '$x',
      '`n',
      '-Force',
      '–Force',
      ';',
      '|',
      '#x',
      '@(',
      'a\nb',
      'a\r\nb',
      '\t',
      '\0',
      '\u200B',
      '\u2028',
      "n'affiche-x",
      '$true',
      'true',
      '',
    );
    const texts = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 8 }), awkward);
    const names = fc.uniqueArray(
      texts.filter((name) => name !== '' && name.trim() === name),
      { minLength: 1, maxLength: 5 },
    );
    const send = fc.oneof(
      fc.constant({}),
      fc.record({ sendEmail: fc.constant(true), sendEmailToAddress: texts }),
      fc.record({
        sendEmail: fc.constant(true),
        sendEmailFromAddress: texts,
        sendEmailFromDisplayName: texts,
      }),
    );
    const userSteps = fc
      .tuple(names, send, fc.subarray(['resetPin', 'resetConferenceId'], { minLength: 1 }))
      .map(([people, how, operations]) => operations.map((one) => step(one, { people, ...how })));
    const setSteps = fc
      .tuple(names, send, texts)
      .map(([people, how, conferenceId]) => [
        step('setConferenceId', { people: people.slice(0, 1), conferenceId, ...how }),
      ]);
    const infoSteps = fc
      .tuple(names, texts)
      .map(([people, to]) => [step('sendInfo', { people, sendEmail: true, sendEmailToAddress: to })]);
    const settings = fc.record(
      {
        PinLength: texts,
        NotifyUsersInChat: fc.boolean(),
        SendEmailFromOverride: fc.boolean(),
        SendEmailFromAddress: fc.option(texts),
        SendEmailFromDisplayName: fc.option(texts),
      },
      { requiredKeys: [] },
    );
    const settingSteps = settings.map((input) => [step('changeSettings', input)]);
    const showSteps = names.map((people) => [step('showUser', { people })]);
    fc.assert(
      fc.property(fc.oneof(userSteps, setSteps, infoSteps, settingSteps, showSteps), (steps) => {
        const line = equivalentCmdlet(steps, CATALOGUE);

        assert.ok(line !== null);
        assert.equal(/[\r\n]/.test(line), false);
        assert.deepEqual(read(line), {
          kind: 'steps',
          steps: steps.map((one) => ({ ...one, input: { ...one.input } })),
          preview: false,
          language: undefined,
        });
      }),
      { numRuns: 3_000 },
    );
  });
});
