import assert from 'node:assert/strict';
import { CATALOGUE } from '../../../src/operations/catalogue.ts';
import { shownIn, type SwitchboardWorld } from '../../support/switchboardWorld.ts';
import { recordOf, shownBy, worldPerTest } from './ruleWorld.ts';

const ADELE = 'adele.vance@contoso.com';
const AMOS = 'amos.marble@contoso.com';
const HENRI = 'henri.help@contoso.com';

async function roleOf(world: SwitchboardWorld, upn: string): Promise<string> {
  const { key } = await world.user(upn);
  return world.serving.store.transaction((tx) => tx.roles.of(key));
}

describe('roles', () => {
  const world = worldPerTest();

  it('shows who may do what, as the catalogue has it', async () => {
    const shown = shownIn(await world().adele.says('roles'));
    assert.match(shown, /Admins\nAdele Vance/);
    assert.match(shown, /Help desk\nHenri Hauge/);
    for (const [title, who] of [
      ['Reset PIN', 'help desk, admin'],
      ['Reset conference ID', 'admin'],
      ['Show a person', 'help desk, admin, or for oneself'],
      ['Help', 'everybody'],
    ])
      assert.ok(shown.includes(`${title}: ${who}`), `${title}: ${who} in ${shown}`);
    assert.equal(
      shown.match(/: (?:help desk, |)(?:admin|everybody)(?:, or for oneself)?$/gm)?.length,
      CATALOGUE.filter((one) => !one.hidden).length,
    );
  });

  for (const [line, role] of [
    ['add admin amos', 'admin'],
    ['make amos an admin', 'admin'],
    ['add help desk amos', 'helpDesk'],
    ["ajouter l'administrateur amos", 'admin'],
    ['lägg till amos i supporten', 'helpDesk'],
  ] as const) {
    it(`"${line}" asks first, and is recorded`, async () => {
      const { adele } = world();
      await adele.says(line);
      assert.equal(await roleOf(world(), AMOS), 'user');
      await adele.says('yes');
      assert.equal(await roleOf(world(), AMOS), role);
      const [row] = await recordOf(world(), AMOS);
      assert.deepEqual([row?.before, row?.after], [{ [AMOS]: 'user' }, { [AMOS]: role }]);
    });
  }

  it('counts at once: the new admin may, the former may not', async () => {
    const { adele, amos } = world();
    await adele.says('add admin amos');
    await adele.presses('Yes');
    assert.match(shownIn(await amos.says('set PIN length to 6')), /Settings changed/);
    await amos.says('remove admin adele');
    await amos.presses('Yes');
    assert.match(shownIn(await adele.says('set PIN length to 7')), /needs the role admin[^]*Amos Marble/);
  });

  for (const [line, words] of [
    ['remove admin adele', /Adele Vance would be the last admin/],
    ['remove admin me', /would be the last admin/],
    ['remove person adele', /would be the last admin/],
    ['add admin adele', /Adele Vance has the role admin already/],
    ['add help desk adele', /Adele Vance has the role admin already/],
    ['remove help desk adele', /does not have the role help desk \\?\(but: admin/],
    ['remove admin amos', /Amos Marble does not have the role admin/],
    ['add admin zorro', /Nobody here is called/],
  ] as const) {
    it(`refuses "${line}", and changes nothing`, async () => {
      assert.match(shownIn(await world().adele.says(line)), words);
      assert.equal(await roleOf(world(), ADELE), 'admin');
      assert.equal(await roleOf(world(), AMOS), 'user');
      assert.equal((await world().user(ADELE)).upn, ADELE);
    });
  }

  it('lets the last admin go only when there is another', async () => {
    const { adele } = world();
    await adele.says('add admin amos');
    await adele.presses('Yes');
    assert.match(shownIn(await adele.says('remove admin me')), /This is your own role/);
    await adele.presses('Yes');
    assert.equal(await roleOf(world(), ADELE), 'user');
    assert.match(shownIn(await world().amos.says('remove admin amos')), /last admin/);
  });

  it('refuses a Yes that comes after the other admin was removed', async () => {
    const { adele, amos } = world();
    await adele.says('add admin amos');
    await adele.presses('Yes');
    await adele.says('remove admin amos');
    await amos.says('remove admin adele');
    await amos.presses('Yes');
    assert.match(shownBy(await adele.presses('Yes')), /needs the role admin/);
    assert.equal(await roleOf(world(), AMOS), 'admin');
  });

  it('is undone, asking again', async () => {
    const { adele } = world();
    await adele.says('add admin henri');
    await adele.presses('Yes');
    await adele.says('undo');
    await adele.says('yes');
    assert.equal(await roleOf(world(), HENRI), 'helpDesk');
  });

  it('shows in help what each role may do, page by page', async () => {
    const { adele, amos } = world();
    const first = shownIn(await adele.says('help'));
    const second = shownIn((await adele.presses('Next page')).sent);
    for (const title of ['reset PIN for amos', 'add admin adele', 'undo', 'roles', 'act as amos'])
      assert.ok(`${first}\n${second}`.includes(title), title);
    assert.doesNotMatch(shownIn(await amos.says('help')), /add admin|history/);
  });

  it('is for admins only', async () => {
    const { henri, amos } = world();
    for (const line of [
      'roles',
      'add admin henri',
      'add admin me',
      'remove admin adele',
      'add help desk amos',
    ]) {
      assert.match(shownIn(await henri.says(line)), /needs the role admin/);
      assert.match(shownIn(await amos.says(line)), /needs the role admin/);
    }
    assert.equal(await roleOf(world(), HENRI), 'helpDesk');
  });

  it('can be previewed', async () => {
    assert.match(
      shownIn(await world().adele.says('what if I make amos an admin')),
      /Preview: nothing was changed/,
    );
    assert.equal(await roleOf(world(), AMOS), 'user');
  });
});
