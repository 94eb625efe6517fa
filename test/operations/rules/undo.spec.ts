import assert from 'node:assert/strict';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { cardOf } from '../../../src/simulator/wire.ts';
import { anAuditRow } from '../../support/builders.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import { buttonsOf } from '../../support/teamsCards.ts';
import {
  changeSettings,
  changeUser,
  DAY,
  mailsTo,
  MINUTE,
  noticesTo,
  pass,
  recordOf,
  settingsOf,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';

describe('undo', () => {
  const world = worldPerTest();

  it('gives a setting its value back, from the button of the result, once', async () => {
    const { adele } = world();
    const [result] = await adele.says('set PIN length to 6');
    const button = buttonsOf(cardOf(result!)).find((one) => one.title === 'Undo');
    assert.match(shownBy(await adele.presses('Undo')), /Settings changed[^]*PIN length\n5/);
    assert.deepEqual(await settingsOf(world()), { ...DEFAULT_SETTINGS });

    await changeSettings(world(), { PinLength: 6 });
    await adele.teams.submits(adele.chat, adele.chat.messages.at(-1)!, button?.data);
    assert.equal((await settingsOf(world())).PinLength, 6, 'pressed again it shows the first result');
  });

  for (const words of ['undo', 'undo that', 'annuler la dernière modification', 'ångra']) {
    it(`takes back the last change of the asker here by "${words}", and nothing twice`, async () => {
      const { adele } = world();
      await adele.says('turn emails off');
      await adele.says('set PIN length to 8');
      await adele.says(words);
      assert.deepEqual(await settingsOf(world()), {
        ...DEFAULT_SETTINGS,
        AutomaticallySendEmailsToUsers: false,
      });
      await adele.says(words);
      assert.deepEqual(await settingsOf(world()), { ...DEFAULT_SETTINGS });
      assert.match(shownIn(await adele.says('undo')), /nothing of yours here/);
    });
  }

  it('restores defaults back to what they were', async () => {
    const { adele } = world();
    await changeSettings(world(), { PinLength: 9, LobbyAdmission: 'organizer' });
    await adele.says('restore default settings');
    await adele.presses('Yes');
    await adele.says('undo');
    const { PinLength, LobbyAdmission } = await settingsOf(world());
    assert.deepEqual([PinLength, LobbyAdmission], [9, 'organizer']);
  });

  it('takes back who may start meetings', async () => {
    const { adele } = world();
    await changeUser(world(), "ada.o'neil@contoso.com", { allowPstnOnlyMeetings: true });
    await adele.says('allow callers to start meetings of amos and ada');
    await adele.says('undo');
    assert.equal((await world().user(AMOS)).allowPstnOnlyMeetings, false);
    assert.equal((await world().user("ada.o'neil@contoso.com")).allowPstnOnlyMeetings, true);
  });

  it('gives a conference ID back out of quarantine, asks first, tells the person, and is recorded as an undo', async () => {
    const { adele } = world();
    await adele.says('reset conference ID for amos');
    await adele.presses('Yes');
    const reset = (await recordOf(world(), AMOS))[0];
    const between = (await world().user(AMOS)).conferenceId;

    assert.match(shownBy(await adele.presses('Undo')), /Set the conference ID of Amos Marble to 8271964/);
    assert.equal((await world().user(AMOS)).conferenceId, between);
    assert.match(shownBy(await adele.presses('Yes')), /Amos Marble has a new conference ID/);
    await told(world());

    assert.equal((await world().user(AMOS)).conferenceId, '8271964');
    const row = (await recordOf(world(), AMOS))[0];
    assert.deepEqual([row?.operation, row?.undoes], ['setConferenceId', reset?.correlationId]);
    const latest = (await mailsTo(world(), AMOS)).at(-1);
    assert.match(latest?.text ?? '', /8271964/);
    assert.ok((await noticesTo(world(), AMOS)).every((one) => one.kind === 'E2'));
  });

  it('can be undone itself', async () => {
    const { adele } = world();
    await adele.says('set PIN length to 6');
    await adele.presses('Undo');
    await adele.presses('Undo');
    assert.equal((await settingsOf(world())).PinLength, 6);
  });

  it('is refused when the thing was changed again, saying what it is now', async () => {
    const { adele } = world();
    await adele.says('set PIN length to 6');
    await changeSettings(world(), { PinLength: 7 });
    assert.match(
      shownIn(await adele.says('undo')),
      /PIN length has been changed again since: it was left as 6 and is 7 now/,
    );
    assert.equal((await settingsOf(world())).PinLength, 7);
  });

  it('is refused when the ID belongs to somebody else meanwhile', async () => {
    const { adele } = world();
    await adele.says('set conference ID of amos to 5551234');
    await adele.presses('Yes');
    await changeUser(world(), 'alex.wilber@contoso.com', { conferenceId: '8271964' });
    assert.match(shownIn(await adele.says('undo')), /8271964 belongs to somebody else/);
  });

  it('cannot bring a PIN back, and says what to do', async () => {
    const { adele } = world();
    await adele.says('reset PIN for amos');
    const { pin } = await world().user(AMOS);
    const shown = shownIn(await adele.says('undo'));
    assert.match(shown, /A PIN reset cannot be undone: the old PIN of Amos Marble is stored nowhere/);
    assert.match(shown, /Reset it again/);
    assert.deepEqual((await world().user(AMOS)).pin, pin);
  });

  it('asks for the right again', async () => {
    const { adele } = world();
    await adele.says('set PIN length to 6');
    await world().serving.store.transaction(async (tx) => {
      const { key } = (await tx.users.byUpn('adele.vance@contoso.com'))!;
      await tx.roles.put(key, 'user');
    });
    assert.match(shownIn(await adele.says('undo')), /needs the role admin/);
    assert.equal((await settingsOf(world())).PinLength, 6);
  });

  it('is nobody else’s: another admin’s change is undone from the history, a stranger’s button does nothing', async () => {
    const { adele, amos } = world();
    await adele.says('set PIN length to 6');
    assert.match(shownIn(await amos.says('undo')), /nothing of yours here/);
    const [row] = await world().serving.store.transaction((tx) =>
      tx.audit.find({ operations: ['changeSettings'] }, 0, 1),
    );
    assert.ok(row);
    const forged = { operation: 'undo', input: { request: row.correlationId, at: row.at } };
    await amos.teams.submits(amos.chat, amos.chat.messages.at(-1)!, { switchboard: { steps: [forged] } });
    const answer = shownIn(amos.unread());
    assert.match(answer, /needs the role admin/);
    assert.doesNotMatch(answer, /PIN length/);
    assert.equal((await settingsOf(world())).PinLength, 6);
  });

  it('only drops the question while one is open', async () => {
    const { adele } = world();
    await adele.says('set PIN length to 6');
    await adele.says('reset conference ID for amos');
    assert.match(shownIn(await adele.says('undo')), /Cancelled\. Nothing was changed/);
    assert.equal((await settingsOf(world())).PinLength, 6);
    assert.equal((await world().user(AMOS)).conferenceId, '8271964');
  });

  it('takes the last change back when an older question is still on its card', async () => {
    const { adele } = world();
    await adele.says('reset conference ID for amos');
    await adele.says('set PIN length to 6');
    assert.match(shownIn(await adele.says('undo')), /PIN length[^]*5/);
    assert.equal((await settingsOf(world())).PinLength, 5);

    await adele.says('reset conference ID for amos');
    await pass(world(), 11 * MINUTE);
    assert.doesNotMatch(shownIn(await adele.says('undo')), /Cancelled/);
  });

  it('can be previewed', async () => {
    const { adele } = world();
    await adele.says('set PIN length to 6');
    assert.match(shownIn(await adele.says('what if I undo the last change')), /Preview: nothing was changed/);
    assert.equal((await settingsOf(world())).PinLength, 6);
  });

  it('does not reach further back than thirty days by itself', async () => {
    const { adele } = world();
    await adele.says('hello');
    const { key: actorKey } = await world().user('adele.vance@contoso.com');
    await world().serving.store.transaction((tx) =>
      tx.audit.append(
        anAuditRow({
          actorKey,
          at: new Date(world().clock.now().getTime() - 31 * DAY).toISOString(),
          operation: 'changeSettings',
          people: [],
          origin: { channelId: 'msteams', conversationId: adele.chat.id },
          before: { PinLength: 6 },
          after: { PinLength: 5 },
        }),
      ),
    );
    assert.match(shownIn(await adele.says('undo')), /nothing of yours here/);
  });
});

describe('undo of licences and providers', () => {
  const world = worldPerTest();
  const NILS = 'nils.none@contoso.com';
  const TARA = 'tara.third@contoso.com';
  const LIA = 'lia.nolicense@contoso.com';

  it('says of a change of records alone that it cannot be undone, and undoes no earlier one in its place', async () => {
    const { adele } = world();
    const provider = async () => (await world().user(NILS)).provider;
    await adele.says(
      'Set-CsUserAcp nils -Name PGi -ConferenceId 5566778 -TollNumber "+14255550177" -Domain pgi.com',
    );
    for (const words of ['set provider of nils to none', 'set provider of nils to PGi']) {
      await adele.says(words);
      await adele.says('yes');
    }
    assert.equal(await provider(), 'PGi');
    await adele.says('Set-CsUserAcp nils -Restore -Confirm:$false');

    assert.match(shownIn(await adele.says('undo')), /Restore replaced provider: this cannot be undone/);
    assert.equal(await provider(), 'PGi');
  });

  /** Says something, with a yes where one is asked for. */
  async function does(line: string): Promise<string> {
    const { adele } = world();
    const said = shownIn(await adele.says(line));
    return /^Yes$/m.test(said) ? shownIn(await adele.says('yes')) : said;
  }

  async function standing(upn: string) {
    const { licensed, provider, conferenceId } = await world().user(upn);
    return { licensed, provider, conferenceId };
  }

  for (const [line, upn] of [
    ['disable amos', AMOS],
    ['remove licence of amos', AMOS],
    ['set provider of amos to InterCall', AMOS],
    ['set provider of amos to none', AMOS],
    ['enable nils', NILS],
    ['remove licence of nils', NILS],
    ['set provider of nils to InterCall', NILS],
    ['enable tara and replace the provider', TARA],
    ['set provider of tara to none', TARA],
    ['assign licence to lia', LIA],
  ] as const)
    it(`takes "${line}" back, with the same ID where there was one`, async () => {
      const before = await standing(upn);
      await does(line);
      assert.notDeepEqual(await standing(upn), before);

      const shown = await does('undo');

      assert.deepEqual(await standing(upn), before, shown);
      const [row] = await recordOf(world(), upn);
      assert.ok(row?.undoes, 'recorded as an undo');
    });

  it('a person who is enabled again gets a new PIN, and one notice with the ID that they had', async () => {
    const before = await world().user(AMOS);
    await does('disable amos');
    const shown = await does('undo');
    await told(world());

    assert.match(shown, /New PIN of Amos Marble/);
    const after = await world().user(AMOS);
    assert.equal(after.conferenceId, before.conferenceId);
    assert.notDeepEqual(after.pin, before.pin);
    const kinds = (await noticesTo(world(), AMOS))
      .filter((row) => row.state === 'sent')
      .map((row) => row.kind);
    assert.deepEqual(new Set(kinds), new Set(['E4', 'E1']));
    const enabling = (await noticesTo(world(), AMOS)).find((row) => row.kind === 'E1');
    assert.equal(enabling?.facts.conferenceId, before.conferenceId);
  });

  it('is refused when it has been changed again meanwhile', async () => {
    const { adele } = world();
    await adele.says('disable amos');
    await adele.says('yes');
    await changeUser(world(), AMOS, { provider: 'InterCall' });
    assert.match(await does('undo'), /InterCall/);
    assert.equal((await world().user(AMOS)).provider, 'InterCall');
  });

  it('an ID of somebody else cannot be had by way of a button', async () => {
    const { adele } = world();
    await adele.says('hello');
    const input = { people: [NILS], provider: 'Microsoft', conferenceId: '8271964' };
    const request = { steps: [{ operation: 'setProvider', input }] };
    await adele.teams.submits(adele.chat, adele.chat.messages.at(-1)!, { switchboard: request });
    assert.equal((await world().user(NILS)).provider, 'None');
  });

  it('a licence that is given back enables nobody who was not enabled', async () => {
    await does('remove licence of nils');
    const shown = await does('undo');
    await told(world());
    assert.doesNotMatch(shown, /PIN/);
    const { licensed, provider, conferenceId, pin } = await world().user(NILS);
    assert.deepEqual([licensed, provider, conferenceId, pin], [true, 'None', null, null]);
    assert.deepEqual(await noticesTo(world(), NILS), []);
  });

  it('passes over what found everything as it was to be, and reaches what was done before', async () => {
    await does('set PIN length to 7');
    await does('enable amos');
    await does('undo');
    assert.equal((await settingsOf(world())).PinLength, 5);
    assert.match(await does('undo'), /nothing of yours here/);
  });
});
