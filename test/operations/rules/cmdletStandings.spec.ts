import assert from 'node:assert/strict';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { shapesOf, type Parameter } from '../../../src/intake/cmdletShapes.ts';
import { CATALOGUE } from '../../../src/operations/catalogue.ts';
import { cardOf } from '../../../src/simulator/wire.ts';
import { shownIn, type SwitchboardWorld } from '../../support/switchboardWorld.ts';
import { changeSettings, settingsOf, shownBy, worldPerTest } from './ruleWorld.ts';

const shapes = shapesOf(CATALOGUE);

type Held = Awaited<ReturnType<typeof heldBy>>;

/** Every cmdlet with a line of its own that is right, and with what that changes in the store. */
const CMDLETS: readonly [cmdlet: string, given: string, changed: (keyof Held)[]][] = [
  ['Set-CsOnlineDialInConferencingUser', 'amos -ResetLeaderPin', ['users', 'notices']],
  ['Get-CsOnlineDialInConferencingUser', 'amos', []],
  ['Enable-CsOnlineDialInConferencingUser', 'nils', ['users', 'notices']],
  ['Disable-CsOnlineDialInConferencingUser', 'amos', ['users', 'notices']],
  ['Set-CsUserAcp', 'tara -TollNumber 18005550144', ['users']],
  ['Get-CsUserAcp', 'tara', []],
  ['Remove-CsUserAcp', 'tara', ['users']],
  ['Get-CsOnlineDialInConferencingServiceNumber', '', []],
  [
    'Set-CsOnlineDialInConferencingUserDefaultNumber',
    '-FromNumber +46846500400 -ToNumber +16195550142',
    ['users', 'notices'],
  ],
  ['Register-CsOnlineDialInConferencingServiceNumber', '+46313505000', ['numbers']],
  ['Set-CsOnlineDialInConferencingServiceNumber', '+46846500400 -PrimaryLanguage fr-FR', ['numbers']],
  ['Unregister-CsOnlineDialInConferencingServiceNumber', '+16195550142', ['numbers']],
  ['Get-CsOnlineDialInConferencingBridge', '', []],
  ['Set-CsOnlineDialInConferencingBridge', '-Name "Contoso Europe"', ['bridges']],
  ['Get-CsOnlineDialInConferencingTenantSettings', '', []],
  ['Set-CsOnlineDialInConferencingTenantSettings', '-PinLength 7', ['settings']],
  ['Remove-CsOnlineDialInConferencingTenantSettings', '', ['settings']],
  ['Get-Help', 'Get-CsUserAcp', []],
  ['Get-Command', '', []],
  ['Get-CsMeetingMigrationStatus', 'amos', []],
  ['Start-CsExMeetingMigration', 'amos', []],
];

/** What every cmdlet refuses by name. */
const REFUSED_BY_ALL = [
  '-Tenant 00000000-0000-4000-8000-000000000001',
  '-TenantDomain contoso.com',
  '-DomainController dc1.contoso.com',
  '-AsJob',
  '-Instance x',
];

/** What single cmdlets refuse by name. */
const REFUSED = [
  'Set-CsOnlineDialInConferencingUser amos -ResetLeaderPin -BridgeId 1',
  'Set-CsOnlineDialInConferencingUser amos -ResetLeaderPin -BridgeName Contoso',
  'Get-CsOnlineDialInConferencingUser -BridgeId 1',
  'Get-CsOnlineDialInConferencingUser -BridgeName Contoso',
  'Get-CsOnlineDialInConferencingUser -Filter "Department -eq \'Finance\'"',
  'Get-CsOnlineDialInConferencingUser -LdapFilter "department=Finance"',
  'Enable-CsOnlineDialInConferencingUser nils -AllowPSTNOnlyMeetings $true',
  'Enable-CsOnlineDialInConferencingUser nils -ServiceNumber +16195550142',
  'Enable-CsOnlineDialInConferencingUser nils -TollFreeServiceNumber +18005550199',
  'Enable-CsOnlineDialInConferencingUser nils -BridgeId 1',
  'Enable-CsOnlineDialInConferencingUser nils -BridgeName Contoso',
  'Set-CsUserAcp tara -TollNumber 18005550144 -PassThru',
  'Get-CsUserAcp tara -PassThru',
  'Remove-CsUserAcp tara -Force -PassThru',
  'Set-CsOnlineDialInConferencingUserDefaultNumber -Force -FromNumber +46846500400 -ToNumber +16195550142 -Identity asa',
  'Get-Help -Identity Get-CsUserAcp',
  'Get-Command -Identity Get-CsUserAcp',
];

/** What every cmdlet takes and need not, with its short name. */
const NEEDLESS_FOR_ALL: readonly [given: string, short: string][] = [
  ['-Verbose', '-vb'],
  ['-Debug', '-db'],
  ['-ErrorAction Stop', '-ea'],
  ['-WarningAction SilentlyContinue', '-wa'],
  ['-InformationAction Continue', '-infa'],
  ['-ProgressAction SilentlyContinue', '-proga'],
  ['-ErrorVariable failures', '-ev'],
  ['-WarningVariable warnings', '-wv'],
  ['-InformationVariable told', '-iv'],
  ['-OutVariable result', '-ov'],
  ['-OutBuffer 10', '-ob'],
  ['-PipelineVariable person', '-pv'],
];

/** The common parameters that mean something here. */
const MEANT = ['WhatIf', 'Confirm', 'Force'];

/** Microsoft's cmdlets that are not there, with what is offered instead. */
const ABSENT: readonly [line: string, offered: RegExp][] = [
  ['Get-CsOnlineDialInConferencingUserInfo amos', /^Get-CsOnlineDialInConferencingUser$/m],
  ['Get-CsOnlineDialInConferencingUserState amos', /^Get-CsOnlineDialInConferencingUser$/m],
  ['Get-CsOnlineDialInConferencingLanguagesSupported', /^Set-CsOnlineDialInConferencingServiceNumber$/m],
  ['Get-CsOnlineDialInConferencingPolicy', /^Get-CsOnlineDialInConferencingUser$/m],
];

/** The first word of a line, and the parameter that stands last in it. */
const endsOf = (line: string) => [/^\S+/.exec(line)?.[0], /^.* -([A-Z]\w*)/.exec(line)?.[1]] as const;
const namesOf = (texts: readonly string[]) => texts.map((text) => /^-(\w+)/.exec(text)?.[1] ?? '');

/** Everything that a refusal must leave as it is. */
async function heldBy(world: SwitchboardWorld) {
  return world.serving.store.transaction(async (tx) => ({
    users: (await tx.users.list({}, 0, 100)).rows,
    roles: await tx.roles.list(),
    settings: await tx.settings.get(),
    numbers: await tx.serviceNumbers.list(),
    bridges: await tx.bridges.list(),
    notices: (await tx.outbox.inStates([], 0, 100)).rows,
  }));
}

/** In what two states of the store differ. */
function differing(before: Held, after: Held): (keyof Held)[] {
  const parts = Object.keys(before) as (keyof Held)[];
  return parts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
}

/** A preview gives a new conference ID each time, and invitations go on meanwhile. */
const steady = (shown: string) =>
  shown
    .replace(/^[1-9]\d{6}$/gm, 'an ID')
    .replace(/ are brought up to date now.*$/gm, '')
    .replace(/^(being updated now|follow on|would follow|none ).*$/gm, 'invitations');

describe('what cmdlets refuse by name', () => {
  const world = worldPerTest({ CALENDAR: 'sample' });

  /** Refused by the name of the parameter, for what it is, and nothing is changed or told. */
  async function isRefused(line: string, parameter: string): Promise<void> {
    const before = await heldBy(world());
    const sent = await world().adele.says(line);
    assert.equal(sent.length, 1, line);
    assert.match(
      shownIn(sent),
      new RegExp(`The parameter -${parameter} exists, but[^]*parameter-not-yet`),
      line,
    );
    assert.deepEqual(await heldBy(world()), before, line);
  }

  it('stands below, all of it', () => {
    const later = shapes.flatMap(({ name, parameters }) =>
      parameters.filter(({ standing }) => standing === 'later').map((one) => `${name} -${one.name}`),
    );
    const listed = [
      ...shapes.flatMap(({ name }) => namesOf(REFUSED_BY_ALL).map((one) => `${name} -${one}`)),
      ...REFUSED.map((line) => endsOf(line).join(' -')),
    ];
    assert.deepEqual([...new Set(listed)].sort(), later.sort());
    assert.deepEqual(CMDLETS.map(([name]) => name).sort(), shapes.map(({ name }) => name).sort());
  });

  for (const [cmdlet, given] of CMDLETS) {
    it(`${cmdlet} refuses each of what all refuse, and says which`, async () => {
      for (const refused of REFUSED_BY_ALL)
        await isRefused(`${cmdlet} ${given} ${refused}`, namesOf([refused])[0] ?? '');
    });
  }

  for (const line of REFUSED) {
    it(`"${line}" is refused, and says by what`, () => isRefused(line, endsOf(line)[1] ?? ''));
  }

  it('is offered, both, where the beginning of a name fits two of them', async () => {
    const before = await heldBy(world());
    const shown = shownIn(await world().adele.says('Get-CsOnlineDialInConferencingUser -Bridge x'));
    assert.match(shown, /“-Bridge” can stand for more than one parameter[^]*parameter-ambiguous/);
    assert.match(shown, /^-BridgeId$/m);
    assert.match(shown, /^-BridgeName$/m);
    assert.deepEqual(await heldBy(world()), before);
  });
});

describe('what cmdlets take and need not', () => {
  const world = worldPerTest({ CALENDAR: 'sample' });
  beforeEach(() => changeSettings(world(), { PinLength: 9 }));
  const answerTo = async (line: string) => {
    const shown = shownIn(await world().adele.says(line));
    // Cards that go on to change wait for their turn.
    await world().clock.pass(10_000);
    return steady(shown);
  };

  it('stands below, all of it, with its short name', () => {
    const namesOf = ({ name, aliases }: Parameter) => [name, ...aliases].map((one) => `-${one}`);
    for (const { name, parameters } of shapes) {
      const isNeedless = (one: Parameter) => one.standing === 'common' && !MEANT.includes(one.name);
      assert.deepEqual(
        parameters.filter(isNeedless).map(namesOf),
        [
          ...NEEDLESS_FOR_ALL.map(([given, short]) => [given.replace(/ .*/, ''), short]),
          ...(name.endsWith('TenantSettings') ? [['-Identity']] : []),
        ],
        name,
      );
    }
  });

  for (const [cmdlet, given, changed] of CMDLETS) {
    const line = `${cmdlet} ${given}`.trim();

    it(`${cmdlet} answers the same with each of it, also by the short names`, async () => {
      const manner = changed.length > 0 ? `${line} -WhatIf` : line;
      const before = await heldBy(world());
      const plain = await answerTo(manner);
      assert.doesNotMatch(plain, /That is not possible/);
      for (const [needless] of NEEDLESS_FOR_ALL)
        assert.equal(await answerTo(`${manner} ${needless}`), plain, needless);
      const short = NEEDLESS_FOR_ALL.map(([needless, name]) => needless.replace(/^-\w+/, name)).join(' ');
      assert.equal(await answerTo(`${manner} ${short}`), plain, short);
      assert.deepEqual(await heldBy(world()), before);
    });

    if (changed.length === 0) continue;
    it(`${cmdlet} does what it does with all of it together`, async () => {
      const before = await heldBy(world());
      const all = NEEDLESS_FOR_ALL.map(([needless]) => needless).join(' ');
      assert.doesNotMatch(await answerTo(`${line} -Force ${all}`), /That is not possible/);
      assert.deepEqual(differing(before, await heldBy(world())), changed);
    });
  }

  it('is -Identity Global where the settings are shown', async () => {
    const plain = await answerTo('Get-CsOnlineDialInConferencingTenantSettings');
    assert.match(plain, /PIN length\n9/);
    assert.equal(await answerTo('Get-CsOnlineDialInConferencingTenantSettings -Identity Global'), plain);
    assert.equal(await answerTo('Get-CsOnlineDialInConferencingTenantSettings -Debug'), plain);
  });

  it('is -Identity Global where they are changed', async () => {
    const shown = await answerTo(
      'Set-CsOnlineDialInConferencingTenantSettings -Identity Global -PinLength 7',
    );
    assert.match(shown, /Settings changed\nPIN length\n7/);
    assert.deepEqual(await settingsOf(world()), { ...DEFAULT_SETTINGS, PinLength: 7 });
  });

  it('asks which setting where -Identity Global is all that is said', async () => {
    assert.match(
      await answerTo('Set-CsOnlineDialInConferencingTenantSettings -Identity Global'),
      /Which setting is to change\?[^]*setting-missing/,
    );
    assert.equal((await settingsOf(world())).PinLength, 9);
  });

  it('is -Identity Global where the defaults are restored, after a Yes', async () => {
    const { adele } = world();
    const asked = await answerTo('Remove-CsOnlineDialInConferencingTenantSettings -Identity Global');
    assert.match(asked, /Restore the default settings\?\nPIN length\n5/);
    assert.equal((await settingsOf(world())).PinLength, 9);
    assert.match(shownBy(await adele.presses('Yes')), /Default settings restored/);
    assert.deepEqual(await settingsOf(world()), { ...DEFAULT_SETTINGS });
  });

  it('is -Detailed of Get-Help, which shows everything anyway', async () => {
    const [plain] = await world().adele.says('Get-Help Get-CsUserAcp');
    const [detailed] = await world().adele.says('Get-Help Get-CsUserAcp -Detailed');
    assert.match(shownIn([plain!]), /Syntax[^]*-Identity[^]*Examples/);
    assert.deepEqual(cardOf(detailed!), cardOf(plain!));
  });
});

describe('cmdlets of Microsoft’s that are not there', () => {
  const world = worldPerTest({ CALENDAR: 'sample' });

  for (const [line, offered] of ABSENT) {
    it(`"${line}" is answered by its name, and taken for none of ours`, async () => {
      const before = await heldBy(world());
      const sent = await world().adele.says(line);
      const shown = shownIn(sent);
      assert.equal(sent.length, 1);
      assert.match(shown, new RegExp(`There is no cmdlet “${endsOf(line)[0]}”[^]*cmdlet-unknown`));
      assert.match(shown, offered);
      assert.doesNotMatch(shown, /8271964|service numbers/);
      assert.deepEqual(await heldBy(world()), before);
    });
  }
});
