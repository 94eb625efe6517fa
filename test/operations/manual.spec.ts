import assert from 'node:assert/strict';
import { createCmdlets } from '../../src/intake/cmdlets.ts';
import { CATALOGUE } from '../../src/operations/catalogue.ts';
import { cmdletsOf, exampleOf, parametersOf, syntaxOf } from '../../src/operations/cmdletSyntax.ts';
import { cardOf, type WireActivity } from '../../src/simulator/wire.ts';
import { shownIn } from '../support/switchboardWorld.ts';
import { worldPerTest } from './rules/ruleWorld.ts';

const read = createCmdlets(CATALOGUE);

/** What a card shows, with what stands in blocks of code. */
function pageIn([activity]: readonly WireActivity[]): string {
  const { body } = cardOf(activity!) as unknown as { body: { items?: { codeSnippet?: string }[] }[] };
  const code = body.flatMap(({ items = [] }) => items.flatMap(({ codeSnippet }) => codeSnippet ?? []));
  return [shownIn([activity!]), ...code].join('\n');
}

describe('Get-Help and Get-Command', () => {
  const world = worldPerTest();
  const shared = cmdletsOf(CATALOGUE);

  for (const operation of shared.flatMap(({ operations }) => operations.filter((one) => !one.hidden)))
    it(`give an example of ${operation.name} that is read as that`, () => {
      const example = exampleOf(operation);

      assert.ok(example);
      const understood = read(example);
      assert.equal(understood?.kind, 'steps');
      assert.deepEqual(understood.kind === 'steps' && understood.steps.map((step) => step.operation), [
        operation.name,
      ]);
    });

  it('show every cmdlet with every parameter and who may use it', async () => {
    const shown = shownIn(await world().amos.says('Get-Command'));

    assert.ok(shared.length > 5);
    for (const { name, operations } of shared) {
      assert.ok(shown.includes(name), name);
      for (const parameter of operations.flatMap(parametersOf))
        assert.match(shown, new RegExp(`-${parameter.name}\\b`));
    }
    assert.match(shown, /help desk, admin; everybody for themselves/);
  });

  for (const { name, operations } of shared)
    it(`have a page for ${name} within the budget of a card`, async () => {
      const page = pageIn(await world().adele.says(`Get-Help ${name.toLowerCase()}`));

      assert.ok(page.startsWith(name));
      for (const operation of operations.filter((one) => !one.hidden))
        assert.ok(page.includes(syntaxOf(operation)));
    });

  it('show syntax, parameters, rights, examples and phrases', async () => {
    const page = pageIn(await world().adele.says('Get-Help -Name Set-CsOnlineDialInConferencingUser -Full'));

    assert.match(
      page,
      /Set-CsOnlineDialInConferencingUser \[-Identity\] <String\[\]> -ResetLeaderPin \[-SendEmail\]/,
    );
    assert.match(page, /-ConferenceId\nString/);
    assert.match(page, /Reset conference ID\nadmin/);
    assert.match(page, /-Identity amos\.marble@contoso\.com -ResetLeaderPin$/m);
    assert.match(page, /reset PIN for amos/);
  });

  it('show the phrases of the reader’s language', async () => {
    const { adele } = world();
    await adele.says('langue fr');

    assert.match(
      pageIn(await adele.says('Get-Help Set-CsOnlineDialInConferencingUser')),
      /réinitialiser le code confidentiel de amos/,
    );
  });

  it('show examples alone when that is asked', async () => {
    const page = pageIn(await world().adele.says('Get-Help Set-CsOnlineDialInConferencingUser -Examples'));

    assert.match(page, /Examples/);
    assert.doesNotMatch(page, /Syntax/);
  });

  it('find cmdlets by a part of their name', async () => {
    const shown = shownIn(await world().adele.says('get-command *TenantSettings'));

    assert.match(shown, /3 cmdlets/);
    assert.doesNotMatch(shown, /Get-CsOnlineDialInConferencingUser/);
    assert.match(shownIn(await world().adele.says('Get-Command *(.+)+$*')), /No such cmdlet|cannot read/);
  });

  it('say which cmdlets there are when there is none of a name', async () => {
    assert.match(
      shownIn(await world().adele.says('Get-Help Get-CsOnlineUser')),
      /Get-CsOnlineDialInConferencingUser[^]*cmdlet-unknown/,
    );
  });

  it('open the menu without a name', async () => {
    assert.match(shownIn(await world().adele.says('Get-Help')), /What I can do for you/);
  });
});
