import assert from 'node:assert/strict';
import { cardOf, type WireActivity } from '../../../src/simulator/wire.ts';
import { anAuditRow, anOutboxRow, aUser } from '../../support/builders.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import { changeUser, recordOf, told, worldPerTest } from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';

interface Element {
  type: string;
  title?: string;
  data?: { legend: string; value?: number; values?: { x: string; y: number }[] }[];
  fallback?: { type: string; rows: { cells: { items: { text: string }[] }[] }[] };
  items?: Element[];
}

/** The charts of a card with their titles. */
function chartsIn([activity]: readonly WireActivity[]): Element[] {
  assert.ok(activity);
  const { body } = cardOf(activity) as unknown as { body: Element[] };
  return body.flatMap(({ items = [] }) => items).filter(({ type }) => type.startsWith('Chart.'));
}

/** The numbers of a chart, row by row, as its picture has them. */
function pictured({ type, data = [] }: Element): [string, ...number[]][] {
  if (type === 'Chart.Donut') return data.map(({ legend, value = 0 }) => [legend, value]);
  const names = data[0]?.values?.map(({ x }) => x) ?? [];
  return names.map((name, at) => [name, ...data.map(({ values }) => values?.[at]?.y ?? 0)]);
}

/** The numbers of a chart's fallback. */
function tabled({ fallback }: Element): [string, ...number[]][] {
  const rows = (fallback?.rows ?? []).map(({ cells }) => cells.map(({ items }) => items[0]?.text ?? ''));
  return rows.slice(1).map(([name = '', ...numbers]) => [name, ...numbers.map(Number)]);
}

describe('status', () => {
  const world = worldPerTest();

  it('shows people by state and provider, deliveries and operations', async () => {
    const { adele, henri } = world();
    await adele.says('reset PIN for amos');
    await henri.says('reset conference ID for amos');
    await told(world());

    const charts = chartsIn(await adele.says('status'));

    assert.deepEqual(
      charts.map(({ type }) => type),
      ['Chart.Donut', 'Chart.VerticalBar.Grouped', 'Chart.Donut', 'Chart.VerticalBar.Grouped'],
    );
    assert.deepEqual(pictured(charts[0]!), [
      ['enabled', 9],
      ['licensed only', 1],
      ['third party', 1],
      ['none', 1],
    ]);
    assert.deepEqual(pictured(charts[1]!), [
      ['Microsoft', 9, 0, 0, 0],
      ['None', 0, 1, 0, 1],
      ['InterCall', 0, 0, 1, 0],
    ]);
    const counts = pictured(charts[2]!).map(([, count = 0]) => count);
    assert.equal(
      counts.reduce((sum, count) => sum + count),
      2,
    );
    const days = pictured(charts[3]!);
    assert.equal(days.length, 14);
    const imported = 12;
    assert.deepEqual(days.at(-1), ['Nov 23', imported + 2, 1]);
  });

  it('has the same numbers in a table behind every picture', async () => {
    const { adele } = world();
    await adele.says('reset PIN for amos');

    for (const words of ['status', 'état', 'visa status'])
      for (const chart of chartsIn(await adele.says(words))) {
        assert.equal(chart.fallback?.type, 'Table');
        assert.deepEqual(tabled(chart), pictured(chart));
      }
  });

  it('counts the days of two weeks, today the last, by what was done and what was not', async () => {
    const { adele } = world();
    const at = (day: string) => `2026-11-${day}T12:00:00.000Z`;
    await world().serving.store.transaction(async (tx) => {
      for (const row of [
        anAuditRow({ at: at('09') }),
        anAuditRow({ at: at('10') }),
        anAuditRow({ at: at('15'), outcome: 'refused', code: 'pin-own' }),
        anAuditRow({ at: at('15'), outcome: 'failed', code: 'reference' }),
        anAuditRow({ at: at('15'), outcome: 'previewed' }),
      ])
        await tx.audit.append(row);
    });

    const days = pictured(chartsIn(await adele.says('status')).at(-1)!);

    assert.deepEqual(days[0], ['Nov 10', 1, 0]);
    assert.deepEqual(days[5], ['Nov 15', 0, 2]);
    assert.deepEqual(days[6], ['Nov 16', 0, 0]);
  });

  it('keeps within its budget with many providers and every kind of delivery', async () => {
    const { adele } = world();
    await world().serving.store.transaction(async (tx) => {
      for (let at = 0; at < 30; at += 1)
        await tx.users.put(
          aUser({
            upn: `p${at}@contoso.com`,
            conferenceId: null,
            provider: `Third-party provider number ${at}`,
          }),
        );
      for (const state of ['waiting', 'retrying', 'sent', 'uncertain', 'givenUp', 'superseded'] as const)
        await tx.outbox.put(anOutboxRow({ state, nextTryAt: null }));
    });

    const charts = chartsIn(await adele.says('état'));

    const providers = pictured(charts[1]!);
    assert.equal(providers.length, 6);
    assert.equal(
      providers.flatMap(([, ...counts]) => counts).reduce((sum, count) => sum + count),
      42,
    );
    assert.deepEqual(tabled(charts[1]!), providers);
  });

  it('is for admins', async () => {
    const { henri, amos } = world();
    assert.match(shownIn(await henri.says('status')), /right-missing/);
    assert.match(shownIn(await amos.says('status')), /right-missing/);
  });

  it('leads to its reports', async () => {
    const { adele } = world();
    await adele.says('status');
    assert.match(
      shownIn((await adele.presses('Without a mailbox')).sent),
      /1 person without a mailbox[^]*Max Nomail/,
    );
    await adele.says('status');
    assert.match(
      shownIn((await adele.presses('Never informed')).sent),
      /9 enabled people who were never told/,
    );
  });
});

describe('reports of people', () => {
  const world = worldPerTest();

  it('list who is enabled and was never told, until a notice has reached them, and for good', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    assert.match(shownIn(await adele.says('who was never informed')), /9 enabled people[^]*Amos Marble/);

    await adele.says('send conference info to amos');
    await told(world());

    assert.doesNotMatch(shownIn(await adele.says('who was never informed')), /Amos Marble/);
    const { informedAt } = await world().user(AMOS);
    assert.ok(informedAt);
    const { key } = await world().user(AMOS);
    await world().serving.store.transaction(async (tx) => {
      for (const row of await tx.outbox.ofUser(key)) await tx.outbox.delete(row.id);
    });
    assert.match(shownIn(await adele.says('report people never told')), /8 enabled people/);
  });

  it('do not count what does not tell the details, or has not arrived', async () => {
    const { adele } = world();
    await changeUser(world(), 'max.nomail@contoso.com', { hasMailbox: false });
    await adele.says('reset PIN for max.nomail');
    await told(world());

    assert.match(shownIn(await adele.says('list users never informed')), /Max Nomail/);
    assert.match(
      shownIn(await adele.says('list people with undelivered notices')),
      /1 person with undelivered notices[^]*Max Nomail/,
    );
  });

  it('do not say of people from before this was noted that they were never told', async () => {
    const user = await world().user(AMOS);
    const { informedAt: _, ...old } = user;
    await world().serving.store.transaction((tx) => tx.users.put(old));

    assert.doesNotMatch(shownIn(await world().adele.says('who was never informed')), /Amos Marble/);
  });

  for (const [words, shown] of [
    ['report without mailbox', /1 person without a mailbox/],
    ['report below pin length', /No PIN is too short/],
    ['rapport sur les utilisateurs sans boîte aux lettres', /1 personne sans boîte aux lettres/],
    ['qui n’a jamais été informé', /9 personnes activées qui n’ont jamais reçu/],
    ['rapport över användare utan brevlåda', /1 person utan brevlåda/],
    ['vilka har aldrig informerats', /9 aktiverade personer/],
    ['Get-CsOnlineDialInConferencingUser -WithoutMailbox', /1 person without a mailbox/],
    ['Get-CsOnlineDialInConferencingUser -WithoutLicense', /1 person[^]*Lia Nolan[^]*without a licence/],
    ['users without a licence', /1 person[^]*without a licence/],
    ['utilisateurs sans licence', /1 personne[^]*sans licence/],
    ['användare utan licens', /1 person[^]*utan licens/],
    ['users without provider', /provider None/],
    ['list users in Sweden', /people[^]*country SE/],
    ['list users in Atlantis', /no department and no country “Atlantis”/],
    [
      'Get-CsOnlineDialInConferencingUser | Where-Object {$_.Department -eq "Finance" -and $_.Licensed -eq $false}',
      /department Finance[^]*without a licence/,
    ],
    ['Get-CsOnlineDialInConferencingUser -NeverInformed -Department Finance', /people/],
    ['Get-CsOnlineDialInConferencingUser -Undelivered', /Nobody has undelivered notices/],
    ['Get-CsOnlineDialInConferencingUser -BelowPinLength:$false', /12 people/],
  ] as const)
    it(`answer “${words}”`, async () => {
      assert.match(shownIn(await world().henri.says(words)), shown);
    });

  it('turn their pages with the same filter', async () => {
    const { adele } = world();
    await adele.says('Get-CsOnlineDialInConferencingUser -NeverInformed -ResultSize 4');

    const next = shownIn((await adele.presses('Next page')).sent);

    assert.match(next, /9 enabled people[^]*Page 2 of 3/);
  });

  it('are not for users, who learn nothing about people', async () => {
    const answer = shownIn(await world().amos.says('who was never informed'));

    assert.match(answer, /right-missing/);
    assert.doesNotMatch(answer, /Max Nomail/);
    assert.deepEqual(
      (await recordOf(world(), AMOS)).filter(({ outcome }) => outcome === 'done'),
      [],
    );
  });
});
