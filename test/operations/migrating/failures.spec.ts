import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { shownIn } from '../../support/switchboardWorld.ts';
import type { Trouble } from '../../support/graphStandIn.ts';
import { mailsTo, restart, saidIn, screenOf } from '../rules/ruleWorld.ts';
import { AMOS, AMOS_DETAILS, aMeetingWith, ASA, calendarPerTest, pass, settle } from './migrationWorld.ts';

const HOUR = 60;
/** More minutes than all tries together take. */
const A_DAY = 25 * HOUR;
const DENIED: Trouble = { status: 403, code: 'ErrorAccessDenied' };
const AWAY: Trouble = { status: 503, code: 'serviceNotAvailable' };

describe('a calendar that does not do what it should', () => {
  const current = calendarPerTest();
  const world = () => current().world;
  const graph = () => current().graph;
  const calendar = () => current().graph.calendar;
  const says = async (text: string) => {
    const shown = shownIn(await world().adele.says(text));
    await settle(world());
    return shown;
  };
  const amosNow = async () => (await world().user(AMOS)).conferenceId ?? '';
  const resetId = () => says('Set-CsOnlineDialInConferencingUser -Identity amos -ResetConferenceId -Force');
  const migration = () =>
    world().serving.store.transaction(async (tx) => {
      const user = await tx.users.byUpn(AMOS);
      return (await tx.migrations.get(user?.key ?? ''))!;
    });
  const triesOf = () => graph().asked.filter((one) => /events\?/.test(one)).length;

  it('is asked nine times more within 24 hours, and then the admins are told why, with a button to try again', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await resetId();
    await pass(world(), 80);
    graph().trouble = DENIED;
    const before = triesOf();
    await pass(world(), 23 * HOUR);
    assert.match(
      await says('invitations of amos'),
      /Pending.*The calendar does not allow it \(403 ErrorAccessDenied\)/s,
    );
    await pass(world(), A_DAY);

    assert.equal(triesOf() - before, 10);
    const { state, retries, reason, detail } = await migration();
    assert.deepEqual(
      [state, retries, reason, detail],
      ['Failed', 9, 'calendar-refused', '403 ErrorAccessDenied'],
    );
    const card = screenOf(world().adele).find((shown) => /could not be brought up to date/.test(shown));
    assert.match(
      card ?? '',
      /The invitations of Amos Marble could not be brought up to date.*The calendar does not allow it \(403 ErrorAccessDenied\)/s,
    );
    assert.match(await says('failed invitations'), /Amos Marble: Failed: 0 updated/);
    assert.match(await says('status'), /, 1 failed/);
    await pass(world(), 2 * HOUR);
    assert.equal(triesOf() - before, 10, 'nobody tries any more');

    graph().trouble = null;
    await world().adele.presses('Try again');
    await pass(world(), 1);

    assert.equal((await migration()).state, 'Succeeded');
    assert.match(calendar().textOf(id), new RegExp(await amosNow()));
    assert.equal(calendar().updatesSent.length, 1);
  });

  it('for everybody is told once in an hour, and tried again for everybody at once', async () => {
    await resetId();
    await says('Set-CsOnlineDialInConferencingUser -Identity asa -ResetConferenceId -Force');
    graph().trouble = DENIED;
    await pass(world(), A_DAY + 2 * HOUR);

    const cards = screenOf(world().adele).filter((shown) => /could not be brought up to date/.test(shown));
    assert.equal(cards.length, 1);
    assert.match(cards[0] ?? '', /The calendar does not allow it \(403 ErrorAccessDenied\)/);

    graph().trouble = null;
    assert.match(await says('retry failed invitations'), /The invitations of 2 people are tried again/);
    await pass(world(), 1);
    assert.match(await says('Get-CsMeetingMigrationStatus -SummaryOnly'), /Succeeded\n2\nFailed\n0/);
  });

  it('is not asked again before it wants to be', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await resetId();
    await pass(world(), 85);
    graph().trouble = { status: 429, code: 'ApplicationThrottled', retryAfter: '3600' };
    await pass(world(), 10);
    const asked = graph().asked.length;
    graph().trouble = null;
    await pass(world(), 50);
    assert.equal(graph().asked.length, asked, 'not for an hour');
    await pass(world(), 10);
    assert.match(calendar().textOf(id), new RegExp(await amosNow()));
  });

  it('and has lost an answer is not told the same twice', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await resetId();
    await pass(world(), 85);
    graph().troubles.push(null, null, 'lost');
    await pass(world(), 8);

    assert.equal((await migration()).state, 'Pending', 'nobody knows whether it was done');
    await pass(world(), 30);

    assert.equal((await migration()).state, 'Succeeded');
    assert.match(calendar().textOf(id), new RegExp(await amosNow()));
    assert.equal(calendar().updatesSent.length, 1);
  });

  it('of one meeting does not keep the others from being changed, and that one is tried again', async () => {
    const first = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    const second = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await resetId();
    await pass(world(), 85);
    graph().troubles.push(null, null, DENIED);
    await pass(world(), 7);

    assert.match(calendar().textOf(first), /8271964/);
    assert.match(calendar().textOf(second), new RegExp(await amosNow()));
    assert.match(
      screenOf(world().adele).at(-1) ?? '',
      /1 updated, the next try is on.*Some invitations could not be changed \(403 ErrorAccessDenied\)/s,
    );
    await pass(world(), 10);
    assert.match(calendar().textOf(first), new RegExp(await amosNow()));
    assert.equal(calendar().updatesSent.length, 2);
    assert.match(screenOf(world().adele).at(-1) ?? '', /2 invitations updated/);
  });

  it('was changed by its owner at the same moment: nothing of theirs is lost', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await resetId();
    await pass(world(), 85);
    const answer = calendar().answer.bind(calendar());
    let isFirst = true;
    calendar().answer = (request) => {
      if (request.method === 'PATCH' && isFirst) {
        isFirst = false;
        calendar().change(id, { body: aMeetingWith(['Bring the figures', ...AMOS_DETAILS]).body! });
      }
      return answer(request);
    };
    await pass(world(), 7);

    assert.match(calendar().textOf(id), /Bring the figures/);
    assert.match(calendar().textOf(id), new RegExp(await amosNow()));
    assert.equal(calendar().patches.length, 2);
    assert.equal(calendar().updatesSent.length, 1);
  });

  it('does not keep anything from what is changed while it is being updated', async () => {
    const ids = [1, 2, 3].map(() => calendar().put(AMOS, aMeetingWith(AMOS_DETAILS)));
    await resetId();
    await pass(world(), 85);
    const answer = calendar().answer.bind(calendar());
    let again: Promise<unknown> | undefined;
    calendar().answer = (request) => {
      if (request.method === 'PATCH')
        again ??= world().adele.says(
          'Set-CsOnlineDialInConferencingUser -Identity amos -ResetConferenceId -Force',
        );
      return answer(request);
    };
    await pass(world(), 7);
    await again;
    await pass(world(), 92);

    for (const id of ids) assert.match(calendar().textOf(id), new RegExp(await amosNow()));
    assert.equal((await migration()).state, 'Succeeded');
  });

  it('and a program that ends in the middle leave nothing undone and nothing done twice', async () => {
    const ids = [1, 2, 3, 4].map(() => calendar().put(AMOS, aMeetingWith(AMOS_DETAILS)));
    await resetId();
    await pass(world(), 85);
    const answer = calendar().answer.bind(calendar());
    let stopped: Promise<void> | undefined;
    calendar().answer = (request) => {
      if (request.method === 'PATCH' && calendar().patches.length === 1) stopped ??= world().stopBot();
      return answer(request);
    };
    await world().clock.pass(7 * 60_000, async () => {
      if (!stopped) await settle(world());
    });
    await stopped;
    assert.ok(calendar().updatesSent.length < 4, 'it stopped before the end');

    await world().startBot({ CALENDAR: 'graph', GRAPH_URL: graph().url });
    await pass(world(), 10);

    for (const id of ids) assert.match(calendar().textOf(id), new RegExp(await amosNow()));
    assert.equal(calendar().updatesSent.length, 4);
  });

  it('for a number that is retired is told of, and the number can go all the same', async () => {
    calendar().put(ASA, aMeetingWith(['Delta per telefon', '+46 8 465 004 00', 'Konferens-ID: 6640215']));
    await says(
      'Unregister-CsOnlineDialInConferencingServiceNumber -Identity +46846500400 -ReplacementNumber +14255550100',
    );
    await says('yes');
    await pass(world(), 80);
    graph().trouble = DENIED;
    await pass(world(), A_DAY + 2 * HOUR);

    assert.match(
      await says('remove number +46846500400'),
      /Invitations of 2 people could not be updated and may still name it: Alex Öberg, Åsa Lindström/,
    );
    await says('yes');
    assert.match(await says('number +46846500400'), /is not one of our service numbers/);
  });

  it('and cannot read one meeting says so of that one alone', async () => {
    const [broken, ...others] = [1, 2, 3].map(() => calendar().put(AMOS, aMeetingWith(AMOS_DETAILS)));
    const answer = calendar().answer.bind(calendar());
    calendar().answer = (request) =>
      request.method === 'GET' && decodeURIComponent(request.path.join('/')).includes(broken!)
        ? { status: 403, code: 'ErrorAccessDenied' }
        : answer(request);
    await resetId();
    await pass(world(), 92);
    assert.deepEqual(
      calendar()
        .updatesSent.map(({ id }) => id)
        .sort(),
      others.sort(),
    );
    const { state, counts } = await migration();
    assert.deepEqual([state, counts.updated, counts.failed], ['Pending', 2, 1]);
  });

  it('is given up when the program stops, which is no failure', async () => {
    calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await resetId();
    await pass(world(), 85);
    graph().troubles.push('hanging');
    void pass(world(), 7);
    for (let looks = 0; (await migration()).state !== 'InProgress' && looks < 100; looks += 1)
      await pause(20);
    await world().stopBot();
    await world().startBot({ CALENDAR: 'graph', GRAPH_URL: graph().url });
    await pass(world(), 1);

    const { state, retries } = await migration();
    assert.deepEqual([state, retries], ['Succeeded', 0]);
  });

  it('and is connected no more keeps no number from going, and promises nothing', async () => {
    await says(
      'Unregister-CsOnlineDialInConferencingServiceNumber -Identity +46846500400 -ReplacementNumber +14255550100',
    );
    await says('yes');
    await restart(world(), { CALENDAR: 'none' });

    assert.match(await says('retry failed invitations'), /No calendar is connected/);
    assert.match(await says('remove number +46846500400'), /Invitations of 2 people could not be updated/);
    await says('yes');
    assert.match(await says('number +46846500400'), /is not one of our service numbers/);
    await says('Set-CsOnlineDialInConferencingUser -Identity asa -ResetConferenceId -Force');
    await pass(world(), 1);
    const { conferenceId } = await world().user(ASA);
    // The mail about the number was written while there was a calendar.
    const mails = (await mailsTo(world(), ASA)).map(saidIn);
    const latest = mails.find((mail) => mail.includes(conferenceId ?? ''));
    assert.ok(latest);
    assert.doesNotMatch(latest, /Du behöver inte göra något/);
  });

  it('is looked at again after a restart', async () => {
    calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await resetId();
    await pass(world(), 85);
    graph().trouble = AWAY;
    await pass(world(), 7);
    graph().trouble = null;
    await restart(world(), { CALENDAR: 'graph', GRAPH_URL: graph().url });
    await pass(world(), 10);
    assert.equal((await migration()).state, 'Succeeded');
  });
});
