import assert from 'node:assert/strict';
import { cardOf } from '../../../src/simulator/wire.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import { changeUser, DAY, recordOf, settingsOf, shownBy, worldPerTest } from './ruleWorld.ts';
import { anAuditRow } from '../../support/builders.ts';
import type { AuditRow } from '../../../src/domain/audit.ts';
import type { SwitchboardWorld } from '../../support/switchboardWorld.ts';

const AMOS = 'amos.marble@contoso.com';

/** Puts a row into the record that the whole program did not write. */
async function recorded(world: SwitchboardWorld, row: Partial<AuditRow>): Promise<void> {
  await world.serving.store.transaction((tx) => tx.audit.append(anAuditRow({ people: [], ...row })));
}

/** A moment some days before now. */
function daysAgo(world: SwitchboardWorld, days: number): string {
  return new Date(world.clock.now().getTime() - days * DAY).toISOString();
}

describe('history', () => {
  const world = worldPerTest();

  it('tells by person what was done, from what to what, by whom and when, refusals too', async () => {
    const { adele, henri } = world();
    await adele.says('set conference ID of amos to 5551234');
    await adele.presses('Yes');
    await henri.says('reset conference ID for amos');
    await adele.says('set conference ID of amos to 1');

    const shown = shownIn(await adele.says('history amos'));

    assert.match(shown, /History of Amos Marble/);
    assert.match(shown, /Set conference ID: Amos Marble/);
    assert.match(shown, /Conference ID\n8271964 → 5551234/);
    assert.match(shown, /2026[^\n]*Stockholm, Adele Vance: done/);
    assert.match(shown, /refused conference-id-malformed/);
  });

  for (const [line, there, notThere] of [
    ['what did henri do', /Reset PIN: Ada/, /Change settings/],
    ['history by adele', /Change settings/, /Reset PIN: Ada/],
    ["qu'a fait henri", /Réinitialiser le code[^]*Ada/, /Modifier les paramètres/],
    ['vad gjorde henri', /Återställ PIN-kod: Ada/, /Ändra inställningar/],
    ['who reset amos’s PIN', /Reset PIN: Amos/, /conference ID: Amos/],
    ['history of PIN resets', /Reset PIN: Ada[^]*Reset PIN: Amos/, /conference ID|Change settings/],
    ['history of settings', /PIN length\n5 → 6/, /Reset PIN/],
    ['history by adele for amos', /Reset PIN: Amos/, /Ada|Change settings/],
    ['history today', /Reset PIN: Ada[^]*Change settings/, /Old thing/],
    ['history yesterday', /Old thing/, /Reset PIN/],
    ['historique d’hier', /Old thing/, /Réinitialiser/],
    ['historik igår', /Old thing/, /Återställ/],
    ['history 2026-11-22', /Old thing/, /Reset PIN/],
    ['history of amos yesterday', /Nothing of the kind/, /Reset PIN|Old thing/],
  ] as const) {
    it(`"${line}" shows what is asked for and nothing else`, async () => {
      const { adele, henri } = world();
      await recorded(world(), {
        operation: 'Old thing',
        at: daysAgo(world(), 1),
        actorKey: null,
        actorName: '',
      });
      await adele.says('set PIN length to 6');
      await adele.says('reset PIN for amos');
      await adele.says('reset conference ID for amos');
      await adele.presses('Yes');
      await henri.says('reset PIN for ada');

      const shown = shownIn(await adele.says(line.replaceAll('’', "'")));

      assert.match(shown, there);
      assert.doesNotMatch(shown, notThere);
    });
  }

  it('is turned page by page, also when a day is asked for', async () => {
    const { adele } = world();
    for (const length of [6, 7, 8, 9, 10, 11, 12, 4, 5, 6]) await adele.says(`set PIN length to ${length}`);
    assert.match(shownIn(await adele.says('history of settings today')), /5 → 6[^]*Page 1/);
    const second = shownIn((await adele.presses('Next page')).sent);
    assert.match(second, /6 → 7[^]*5 → 6[^]*Page 2/);
    assert.doesNotMatch(second, /11 → 12/);
    assert.match(shownIn((await adele.presses('Previous page')).sent), /Page 1/);
  });

  it('undoes what its button stands with, also what another admin did', async () => {
    const { adele, amos } = world();
    await world().serving.store.transaction(async (tx) => {
      const user = await tx.users.byUpn(AMOS);
      await tx.roles.put(user!.key, 'admin');
    });
    await amos.says('set PIN length to 8');
    await adele.says('history of settings');
    assert.match(shownBy(await adele.presses('Undo')), /PIN length\n5/);
    assert.equal((await settingsOf(world())).PinLength, 5);
    assert.match(shownIn(await adele.says('history of settings')), /Undone – Change settings\n/);
  });

  it('counts days in the time zone that the client tells', async () => {
    const { adele } = world();
    // The stand-in's people live in Stockholm, where this is half past midnight of the next day.
    await recorded(world(), { operation: 'Late thing', at: '2026-11-21T23:30:00.000Z' });
    const shown = shownIn(await adele.says('history 2026-11-22'));
    assert.match(shown, /Late thing[^]*22 November 2026 at 00:30|Late thing[^]*November 22, 2026 at 12:30/);
    assert.match(shown, /Europe\/Stockholm/);
    assert.match(shownIn(await adele.says('history 2026-11-21')), /Nothing of the kind/);
  });

  it('is offered as CSV, in which nothing is a formula, with the command that writes all of it', async () => {
    const { adele } = world();
    await changeUser(world(), AMOS, { displayName: '=HYPERLINK("http://evil")' });
    await adele.says(`reset PIN for ${AMOS}`);

    const sent = await adele.says(`history of ${AMOS} as csv`);

    const csv = sent.map((one) => JSON.stringify(cardOf(one)?.['body'])).join();
    const shown = /"codeSnippet":"((?:[^"\\]|\\.)*)"/.exec(csv)?.[1] ?? '';
    assert.match(shown, /^at,who,operation,people,outcome,code,before,after\\n/);
    assert.match(shown, /resetPin[^]*'=HYPERLINK/);
    assert.doesNotMatch(shown, /[^']=HYPERLINK/);
    assert.match(shownIn(sent), /npm run history/);
    assert.equal((await recordOf(world(), AMOS))[0]?.operation, 'exportHistory');
  });

  for (const [line, words] of [
    ['history of zorro', /Nobody here is called/],
    ['history by zorro', /Nobody here is called/],
    ['history 2026-13-40', /“2026-13-40” is not a day[^]*yesterday/],
  ] as const) {
    it(`refuses "${line}" with the value and the next step`, async () => {
      assert.match(shownIn(await world().adele.says(line)).replaceAll('\\', ''), words);
    });
  }

  it('is for admins only, and says nothing about people to others', async () => {
    const { henri, amos } = world();
    for (const line of [
      'history',
      'history amos',
      'what did adele do',
      'history of amos as csv',
      'who reset PIN of zzz',
    ]) {
      assert.match(shownIn(await henri.says(line)), /needs the role admin/);
      assert.match(shownIn(await amos.says(line)), /needs the role admin/);
    }
  });

  it('is found by the form of the menu', async () => {
    const { adele } = world();
    await adele.says('set PIN length to 6');
    await adele.says('help');
    await adele.presses('History');
    const shown = shownBy(await adele.presses('OK', { inputs: { by: 'adele', day: 'today' } }));
    assert.match(shown, /What Adele Vance did[^]*Change settings/);
  });
});
