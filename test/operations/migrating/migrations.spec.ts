import assert from 'node:assert/strict';
import { shownIn } from '../../support/switchboardWorld.ts';
import { weekly } from '../../support/graphCalendarStandIn.ts';
import { changeSettings, mailsTo, recordOf, restart, saidIn, screenOf } from '../rules/ruleWorld.ts';
import {
  AMOS,
  AMOS_DETAILS,
  aMeetingWith,
  ASA,
  calendarPerTest,
  LIA,
  pass,
  settle,
} from './migrationWorld.ts';

describe('invitations follow what is changed', () => {
  const current = calendarPerTest();
  const world = () => current().world;
  const calendar = () => current().graph.calendar;
  const last = () => screenOf(world().adele).at(-1) ?? '';
  const says = async (text: string) => {
    const shown = shownIn(await world().adele.says(text));
    await settle(world());
    return shown;
  };
  const amosNow = async () => (await world().user(AMOS)).conferenceId ?? '';
  const resetId = () => says('Set-CsOnlineDialInConferencingUser -Identity amos -ResetConferenceId -Force');

  it('90 minutes after a new conference ID: only the details in it are new, and the attendees are sent one update', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    const before = calendar().textOf(id);

    await resetId();
    await pass(world(), 89);
    assert.equal(calendar().textOf(id), before, 'held for a while');
    await pass(world(), 2);

    assert.equal(calendar().textOf(id), before.replace('8271964', await amosNow()));
    assert.equal(calendar().updatesSent.length, 1);
    assert.deepEqual(Object.keys(calendar().patches[0]!.sent), ['body'], 'nothing but the text is sent');
    const [row] = await recordOf(world(), AMOS);
    assert.deepEqual(
      [row?.operation, row?.outcome, row?.after['invitationsUpdated']],
      ['calendar', 'done', 1],
    );
  });

  it('and the card says how many will, and when, and what became of them', async () => {
    calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    calendar().put(AMOS, aMeetingWith(AMOS_DETAILS, { recurrence: weekly('2026-11-25') }));
    calendar().put(AMOS, aMeetingWith(['See you there']));

    const answered = await resetId();
    await pass(world(), 1);

    assert.match(
      answered,
      /Invitations that follow\nAmos Marble\nfollow on November 23, 2026 at 11:30\sAM UTC/,
    );
    assert.match(last(), /Amos Marble\n2 invitations follow on November 23, 2026 at 11:30\sAM UTC/);
    await pass(world(), 91);
    assert.match(last(), /Amos Marble\n2 invitations updated, 1 left as they are/);
  });

  it('several changes at once, and none that was taken back', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));

    await resetId();
    await pass(world(), 30);
    await resetId();
    await says('set default number of amos to +46846500400');
    await pass(world(), 61);

    assert.match(calendar().textOf(id), new RegExp(`\\+46 8 465 004 00.*${await amosNow()}`, 's'));
    assert.doesNotMatch(calendar().textOf(id), /425 555 0100|8271964/);
    assert.equal(calendar().updatesSent.length, 1);

    await resetId();
    await says('undo');
    await says('yes');
    await pass(world(), 120);
    assert.equal(calendar().updatesSent.length, 1, 'it is as it was');
  });

  it('out of which the details go when somebody is disabled, and into which they come when somebody is enabled', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    const plain = calendar().put(LIA, aMeetingWith(['See you there']));
    const online = calendar().put(LIA, aMeetingWith(['See you there'], { isOnlineMeeting: true }));
    const untouched = calendar().textOf(plain);

    await says('disable amos');
    await says('yes');
    await says('Enable-CsOnlineDialInConferencingUser -Identity lia');
    await says('assign licence to lia');
    await says('set provider of lia to Microsoft');
    await pass(world(), 92);

    assert.doesNotMatch(calendar().textOf(id), /Join by phone|425 555 0100|8271964/);
    assert.match(calendar().textOf(id), /<p>Agenda: \+1 425 555 0177 &amp; more<\/p>.*<p>Bye<\/p>/s);
    const { conferenceId } = await world().user(LIA);
    assert.match(
      calendar().textOf(online),
      new RegExp(`Join by phone.*Conference ID: ${conferenceId}.*</body>`, 's'),
    );
    assert.equal(calendar().textOf(plain), untouched, 'a meeting that nobody can join from elsewhere');
  });

  it('of somebody who is removed, and of somebody who goes to a third party with numbers', async () => {
    const gone = calendar().put(
      ASA,
      aMeetingWith(['Delta per telefon', '+46 8 465 004 00', 'Konferens-ID: 6640215']),
    );
    const moved = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));

    await says('remove person asa');
    await says('yes');
    await says(
      'Set-CsUserAcp -Identity amos -Name Fabrikam -TollNumber +14255550111 -ConferenceId 5551111 -ParticipantPassCode 4711 -Force',
    );
    await says('yes');
    await pass(world(), 92);

    assert.doesNotMatch(calendar().textOf(gone), /Delta per telefon|6640215/);
    assert.match(calendar().textOf(moved), /\+1 425 555 0111.*Conference ID: 5551111.*Passcode: 4711/s);
    assert.doesNotMatch(calendar().textOf(moved), /425 555 0100|8271964/);
  });

  it('but not those of others, of meetings that are over, or with more than 250 attendees: these are counted', async () => {
    const untouched = [
      calendar().put(AMOS, aMeetingWith(AMOS_DETAILS, { attendees: 251 })),
      calendar().put(
        AMOS,
        aMeetingWith(AMOS_DETAILS, { start: '2026-11-20T09:00:00Z', end: '2026-11-20T10:00:00Z' }),
      ),
      calendar().put(
        AMOS,
        aMeetingWith(AMOS_DETAILS, {
          recurrence: weekly('2026-10-01', { endDate: '2026-11-05' }),
          start: '2026-10-01T09:00:00Z',
          end: '2026-10-01T10:00:00Z',
        }),
      ),
      calendar().put(AMOS, aMeetingWith(AMOS_DETAILS, { isOrganizer: false })),
      calendar().put(AMOS, aMeetingWith(['Join by phone', '+46 8 465 004 00', 'Conference ID: 6640215'])),
    ];
    const full = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS, { attendees: 250 }));
    const before = untouched.map((id) => calendar().textOf(id));

    await resetId();
    await pass(world(), 92);

    assert.deepEqual(
      untouched.map((id) => calendar().textOf(id)),
      before,
    );
    assert.match(calendar().textOf(full), new RegExp(await amosNow()));
    const status = await says('Get-CsMeetingMigrationStatus -Identity amos');
    assert.match(status, /State\nSucceeded\nUpdated\n1\n/);
    assert.match(
      status,
      /more than 250 attendees\n1\nLeft: already over\n2\nLeft: without dial-in details\n1\n/,
    );
  });

  it('but that of a large one is left to its organizer, who is told what to write into it, once', async () => {
    const { amos } = world();
    await amos.says('hello');
    const large = { attendees: 300, start: '2026-12-01T09:00:00Z', end: '2026-12-01T10:00:00Z' };
    calendar().put(AMOS, aMeetingWith(AMOS_DETAILS, large));
    calendar().put(
      AMOS,
      aMeetingWith(AMOS_DETAILS, { ...large, attendees: 251, recurrence: weekly('2026-12-01') }),
    );

    await resetId();
    await pass(world(), 92);

    const told = screenOf(amos).filter((shown) => /large meetings/.test(shown));
    assert.equal(told.length, 1);
    assert.match(
      told[0]!,
      new RegExp(
        '2 large meetings are left to you[^]*300 people, until 2026-12-01 10:00 UTC[^]*251 people, a series without an end' +
          `[^]*\\+1 425 555 0100[^]*Conference ID\\n${await amosNow()}[^]*replace them by these`,
      ),
    );
    assert.doesNotMatch(told[0]!, /Budget/, 'what it is about is nobody’s business');
    const kept = await world().serving.store.transaction((tx) => tx.migrations.list({}, 0, 10));
    assert.deepEqual(
      kept.rows.flatMap((one) => one.large),
      [],
    );

    await says('disable amos');
    await says('yes');
    await pass(world(), 92);
    assert.match(screenOf(amos).join('\n'), /large meetings are left to you[^]*delete them/);
  });

  it('also of a series, and of its meetings that have a text of their own', async () => {
    const series = calendar().put(
      AMOS,
      aMeetingWith(AMOS_DETAILS, {
        recurrence: weekly('2026-11-25'),
        start: '2026-11-25T09:00:00Z',
        end: '2026-11-25T10:00:00Z',
      }),
    );
    const other = calendar().change(
      series,
      { body: aMeetingWith(['This one in the big room', ...AMOS_DETAILS]).body! },
      '2026-12-02',
    );

    await resetId();
    await pass(world(), 92);

    for (const id of [series, other]) assert.match(calendar().textOf(id), new RegExp(await amosNow()));
    assert.match(calendar().textOf(other), /This one in the big room/);
  });

  it('at once where that is asked for, and by itself only if the tenant wants it', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await changeSettings(world(), { AutomaticallyMigrateUserMeetings: false });

    const answered = await resetId();
    await pass(world(), 200);

    assert.doesNotMatch(answered, /Invitations that follow/);
    assert.match(calendar().textOf(id), /8271964/);
    assert.match(await says('invitations'), /Automatic updates are turned off/);

    await says('Start-CsExMeetingMigration amos');
    await pass(world(), 1);
    assert.match(calendar().textOf(id), new RegExp(await amosNow()));
    assert.match(last(), /1 invitation updated/);

    await says('update invitations of amos');
    await pass(world(), 1);
    assert.equal(calendar().updatesSent.length, 1, 'there is nothing to update any more');
  });

  it('at once by a button of the card, which everybody sees go on', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await resetId();
    await world().adele.presses('Update invitations now');
    await pass(world(), 1);
    assert.match(calendar().textOf(id), new RegExp(await amosNow()));
    const cards = screenOf(world().adele).filter((shown) => /1 invitation updated/.test(shown));
    assert.equal(cards.length, 2, 'of the change, and of the button');
  });

  it('where a change of many numbers asks for it', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await changeSettings(world(), { AutomaticallyMigrateUserMeetings: false });
    const cmdlet =
      'Set-CsOnlineDialInConferencingUserDefaultNumber -FromNumber +14255550100 -ToNumber +46846500400';
    await says(`${cmdlet} -RescheduleMeetings -Force`);
    await pass(world(), 92);
    assert.match(calendar().textOf(id), /\+46 8 465 004 00/);
  });

  it('takes the kinds of meetings, of which there is one', async () => {
    const shown = await says(
      'Start-CsExMeetingMigration -Identity amos -SourceMeetingType All -TargetMeetingType teams',
    );
    assert.match(shown, /are brought up to date now/);
    assert.match(await says('Start-CsExMeetingMigration amos -SourceMeetingType Zoom'), /Zoom/);
  });

  it('for everybody of a department, by a plan', async () => {
    calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await world().adele.says('update invitations of department Finance');
    await world().adele.presses('Yes');
    await world().serving.batches.idle();
    await pass(world(), 1);
    assert.match(await says('Get-CsMeetingMigrationStatus'), /Amos Marble: Succeeded: 0 updated/);
  });

  it('and the card of a plan says of how many people, and when', async () => {
    await says('reset conference ID for department Finance');
    await world().adele.presses('Yes');
    await world().serving.batches.idle();
    await pass(world(), 1);
    assert.match(last(), /Invitations\nthose of 3 people follow from 2026-11-23 11:30 UTC/);
  });

  it('each with an ID of its own where IDs are dynamic, which opens that meeting on the telephone', async () => {
    const one = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    const other = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    const none = calendar().put(AMOS, aMeetingWith(['See you there']));

    await says('Set-CsOnlineDialInConferencingTenantSettings -UseUniqueConferenceIds $true -Confirm:$false');
    await pass(world(), 92);

    const ids = [one, other].map((id) => /Conference ID: (\d{7})/.exec(calendar().textOf(id))?.[1]);
    assert.equal(new Set([...ids, '8271964']).size, 3);
    const meetings = await world().serving.store.transaction(async (tx) =>
      tx.meetings.ofOrganizer((await tx.users.byUpn(AMOS))!.key),
    );
    assert.deepEqual(meetings.map(({ conferenceId }) => conferenceId).sort(), [...ids].sort());
    assert.match(calendar().textOf(none), /See you there/);

    await says('update invitations of amos');
    await pass(world(), 1);
    assert.equal(calendar().updatesSent.length, 2, 'they keep their IDs');

    await says('Set-CsOnlineDialInConferencingTenantSettings -UseUniqueConferenceIds $false -Confirm:$false');
    await pass(world(), 92);
    for (const id of [one, other]) assert.match(calendar().textOf(id), /Conference ID: 8271964/);
  });

  it('with one ID for a series and its meetings that have a text of their own, where somebody is enabled', async () => {
    await says('Set-CsOnlineDialInConferencingTenantSettings -UseUniqueConferenceIds $true -Confirm:$false');
    const series = calendar().put(
      LIA,
      aMeetingWith(['See you there'], { recurrence: weekly('2026-11-25'), isOnlineMeeting: true }),
    );
    const moved = calendar().change(series, { subject: 'Elsewhere' }, '2026-12-02');
    await says('assign licence to lia');
    await says('set provider of lia to Microsoft');
    await pass(world(), 92);

    for (const id of [series, moved])
      assert.equal(
        calendar()
          .textOf(id)
          .match(/Join by phone/g)?.length,
        1,
      );
  });

  it('but no block comes where there was none, if somebody is disabled and enabled again meanwhile', async () => {
    const id = calendar().put(AMOS, aMeetingWith(['See you there'], { isOnlineMeeting: true }));
    await says('disable amos');
    await says('yes');
    await says('enable amos');
    await pass(world(), 92);
    assert.doesNotMatch(calendar().textOf(id), /Join by phone/);
  });

  it('but not what somebody else has by now, whose ID was once the organizer’s', async () => {
    await resetId();
    await pass(world(), 92);
    world().clock.jump(92 * 24 * 60 * 60_000);
    await says('set conference ID of asa to 8271964');
    await says('yes');
    const id = calendar().put(
      AMOS,
      aMeetingWith(['Delta per telefon', '+46 8 465 004 00', 'Konferens-ID: 8271964'], {
        start: '2027-04-01T09:00:00Z',
        end: '2027-04-01T10:00:00Z',
      }),
    );
    const before = calendar().textOf(id);
    await resetId();
    await pass(world(), 92);
    assert.equal(calendar().textOf(id), before);
  });

  it('and nobody is told to do it by hand', async () => {
    calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await resetId();
    await pass(world(), 1);
    const told = (await mailsTo(world(), AMOS)).map(saidIn).join('\n');
    assert.match(
      told,
      /There is nothing to do for you: the invitations of your upcoming meetings get the new details on November 23, 2026 at 11:30\sAM UTC/,
    );
    assert.match(told, /ready to paste into an invitation/);
    assert.doesNotMatch(told, /meeting update tool|aka\.ms/i);

    await pass(world(), 92);
    await changeSettings(world(), { AutomaticallyMigrateUserMeetings: false });
    await says('disable amos');
    await says('yes');
    await pass(world(), 1);
    const later = (await mailsTo(world(), AMOS)).find(({ subject }) => subject?.includes('turned off'));
    assert.match(saidIn(later!), /delete the dial-in details at the end of the invitation/);
  });

  it('only in a preview where it is one', async () => {
    calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    const shown = await says('what if reset conference ID for amos');
    assert.match(shown, /Invitations that would follow\nAmos Marble\nwould follow on/);
    await pass(world(), 120);
    assert.deepEqual(calendar().patches, []);
    assert.match(await says('invitations'), /No invitations have (had to follow|failed|been updated)/);
  });

  it('also when the program was stopped while they were held', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await resetId();
    await restart(world(), { CALENDAR: 'graph', GRAPH_URL: current().graph.url });
    await pass(world(), 92);
    assert.match(calendar().textOf(id), new RegExp(await amosNow()));
  });

  it('after as many minutes as are configured', async () => {
    const id = calendar().put(AMOS, aMeetingWith(AMOS_DETAILS));
    await restart(world(), {
      CALENDAR: 'graph',
      GRAPH_URL: current().graph.url,
      MEETING_MIGRATION_MINUTES: '5',
    });
    await resetId();
    await pass(world(), 6);
    assert.match(calendar().textOf(id), new RegExp(await amosNow()));
  });

  it('not for somebody without a mailbox, who has no calendar', async () => {
    assert.doesNotMatch(
      await says('Set-CsOnlineDialInConferencingUser -Identity max -ResetConferenceId -Force'),
      /Invitations/,
    );
    assert.match(await says('update invitations of max'), /Max Nomail has no mailbox, and so no calendar/);
  });
});

describe('what is told of invitations', () => {
  const current = calendarPerTest();
  const world = () => current().world;
  const says = async (text: string) => shownIn(await world().adele.says(text));

  it('is in numbers, by state, by time, and of one person', async () => {
    await says('Set-CsOnlineDialInConferencingUser -Identity amos -ResetConferenceId -Force');
    await says('Set-CsOnlineDialInConferencingUser -Identity francois.lefevre -ResetConferenceId -Force');
    await says('Start-CsExMeetingMigration francois.lefevre');
    await pass(world(), 1);

    assert.match(
      await says('Get-CsMeetingMigrationStatus -SummaryOnly'),
      /Pending\n1\nInProgress\n0\nSucceeded\n1\nFailed\n0/,
    );
    assert.match(
      await says('Get-CsMeetingMigrationStatus -State Pending'),
      /1 person\nAmos Marble: Pending: 0 from/,
    );
    assert.match(
      await says('Get-CsMeetingMigrationStatus -State failed'),
      /No invitations have (had to follow|failed|been updated)/,
    );
    assert.match(
      await says('Get-CsMeetingMigrationStatus -StartTime 11/23/2026 -EndTime "11/24/2026"'),
      /2 people/,
    );
    assert.match(
      await says('Get-CsMeetingMigrationStatus -StartTime 2026-11-24'),
      /No invitations have (had to follow|failed|been updated)/,
    );
    assert.match(await says('Get-CsMeetingMigrationStatus adele'), /Nothing had to follow for Adele Vance/);
    assert.match(await says('status'), /Invitations\n1 person waiting/);
  });

  it('is refused in words where it makes no sense, and changes nothing', async () => {
    assert.match(await says('Get-CsMeetingMigrationStatus -State Done'), /Done.*Pending/s);
    assert.match(await says('Get-CsMeetingMigrationStatus -StartTime 2026-02-30'), /2026-02-30/);
    assert.match(await says('Start-CsExMeetingMigration'), /Update invitations now/);
    assert.match(await says('Start-CsExMeetingMigration nobody'), /nobody/);
  });

  it('may be known by the help desk, and begun by admins alone', async () => {
    const help = async (text: string) => shownIn(await world().henri.says(text));
    const user = async (text: string) => shownIn(await world().amos.says(text));
    assert.match(await help('invitations of amos'), /Nothing had to follow for Amos Marble/);
    assert.match(await help('update invitations of amos'), /needs the role admin/);
    assert.match(await user('invitations of amos'), /Nothing had to follow for Amos Marble/);
    assert.match(await user('my invitations'), /Nothing had to follow for Amos Marble/);
    assert.match(await user('invitations of adele'), /needs the role/);
    assert.match(await user('invitations'), /needs the role/);
    assert.match(await user('Start-CsExMeetingMigration amos'), /needs the role admin/);
  });
});

describe('a number that is retired', () => {
  const current = calendarPerTest();
  const world = () => current().world;
  const says = async (text: string) => {
    const shown = shownIn(await world().adele.says(text));
    await settle(world());
    return shown;
  };

  it('answers until the invitations that have it are up to date, is given to nobody meanwhile, and then goes', async () => {
    const { calendar } = current().graph;
    const id = calendar.put(
      ASA,
      aMeetingWith(['Delta per telefon', '+46 8 465 004 00', 'Konferens-ID: 6640215']),
    );
    await says(
      'Unregister-CsOnlineDialInConferencingServiceNumber -Identity +46846500400 -ReplacementNumber +14255550100',
    );
    const moved = await says('yes');

    assert.match(
      moved,
      /\+1 425 555 0100 takes the place of \+46 8 465 004 00 for 2 people; \+46 8 465 004 00 goes later/,
    );
    assert.match(
      moved,
      /\+46 8 465 004 00 answers until the invitations of the 2 people who had it are up to date/,
    );
    const refused = await says('retire number +46846500400');
    assert.match(
      refused,
      /Invitations of 2 people may still name \+46 8 465 004 00: Alex Öberg, Åsa Lindström. They are to be up to date at 2026-11-23 11:30 UTC/,
    );
    assert.match(await says('remove number +46846500400'), /may still name/);
    assert.match(await says('set default number of amos to +46846500400'), /about to go/);
    assert.match(await says('set default number of the bridge to +46846500400'), /about to go/);
    assert.match(await says('number +46846500400'), /This number is about to go/);

    await pass(world(), 92);

    assert.match(calendar.textOf(id), /Delta per telefon.*\+1 425 555 0100.*Konferens-ID: 6640215/s);
    assert.match(await says('retire number +46846500400'), /can be removed/i);
    await says('remove number +46846500400');
    assert.match(await says('yes'), /out of service|removed/i);
    assert.match(await says('number +46846500400'), /is not one of our service numbers/);
  });

  it('is told of when it can go, and can be hurried', async () => {
    await says(
      'Unregister-CsOnlineDialInConferencingServiceNumber -Identity +46846500400 -ReplacementNumber +14255550100',
    );
    await says('yes');
    await says('remove person asa');
    await says('yes');
    await says('retire number +46846500400');
    await world().adele.presses('Update these invitations now');
    await pass(world(), 1);
    const told = screenOf(world().adele).find((shown) => /can go now/.test(shown));
    assert.match(told ?? '', /\+46 8 465 004 00 can go now/);
  });

  it('goes with a word about meetings that were too large', async () => {
    const { calendar } = current().graph;
    calendar.put(
      ASA,
      aMeetingWith(['Delta per telefon', '+46 8 465 004 00', 'Konferens-ID: 6640215'], { attendees: 300 }),
    );
    await says(
      'Unregister-CsOnlineDialInConferencingServiceNumber -Identity +46846500400 -ReplacementNumber +14255550100',
    );
    await says('yes');
    await pass(world(), 92);
    assert.match(
      await says('remove number +46846500400'),
      /Meetings with more than 250 attendees were left as they are and may still name it: Åsa Lindström/,
    );
  });

  it('stays after all when it is added again', async () => {
    await says(
      'Unregister-CsOnlineDialInConferencingServiceNumber -Identity +46846500400 -ReplacementNumber +14255550100',
    );
    await says('yes');
    await says('add number +46846500400');
    assert.match(await says('set default number of asa to +46846500400'), /Åsa Lindström/);
    assert.doesNotMatch(await says('number +46846500400'), /about to go/);
  });
});

describe('where no calendar is connected', () => {
  const current = calendarPerTest({ CALENDAR: 'none' });
  const says = async (text: string) => shownIn(await current().world.adele.says(text));

  it('notices carry the new block, ready to paste, or how to take the old one out', async () => {
    const { world } = current();
    const answered = await says(
      'Set-CsOnlineDialInConferencingUser -Identity amos -ResetConferenceId -Force',
    );
    await pass(world, 1);
    const { conferenceId } = await world.user(AMOS);
    const [mail] = await mailsTo(world, AMOS);
    assert.doesNotMatch(answered, /Invitations that follow/);
    assert.match(
      saidIn(mail!),
      new RegExp(
        `ready to paste.*Join by phone\\s+\\+1 425 555 0100\\s+\\+1 800 555 0199\\s+Conference ID: ${conferenceId}`,
        's',
      ),
    );
    await says('disable amos');
    await says('yes');
    await pass(world, 1);
    assert.match(
      saidIn((await mailsTo(world, AMOS)).find(({ subject }) => subject?.includes('turned off'))!),
      /delete the dial-in details at the end of the invitation/,
    );
  });

  it('that is said, and a number goes at once', async () => {
    assert.match(await says('invitations'), /No calendar is connected here/);
    assert.match(await says('update invitations of amos'), /No calendar is connected here/);
    await says(
      'Unregister-CsOnlineDialInConferencingServiceNumber -Identity +46846500400 -ReplacementNumber +14255550100',
    );
    await says('yes');
    assert.match(await says('number +46846500400'), /is not one of our service numbers/);
  });
});
