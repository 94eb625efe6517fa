import assert from 'node:assert/strict';
import type { AuditRow } from '../../../src/domain/audit.ts';
import { cardOf, type WireActivity } from '../../../src/simulator/wire.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import {
  changeSettings,
  onDisk,
  pinsIn,
  recordOf,
  restart,
  screenOf,
  settingsOf,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const RESET = 'Set-CsOnlineDialInConferencingUser -ResetLeaderPin -Identity';

/** The text of the one card that tells of all lines. */
const resultIn = (sent: readonly WireActivity[]) => shownIn(sent.slice(0, 1));
const outcomesOf = (rows: readonly AuditRow[]) =>
  rows.map(({ operation, outcome }) => `${operation} ${outcome}`);

describe('a script of several cmdlets', () => {
  const world = worldPerTest();

  it('does each line by itself and tells of each', async () => {
    const { adele } = world();

    const sent = await adele.says(
      `# Monday\n${RESET} amos\n\nSet-CsOnlineDialInConferencingTenantSettings \`\n  -PinLength 6\n${RESET} tara\nGet-CsOnlineDialInConferencingUser amos`,
    );

    const told = resultIn(sent);
    assert.match(told, /Script: 3 of 4 lines done/);
    assert.match(told, /1\. Set-Cs[^]*amos\nDone\nThe PIN of Amos Marble has been reset/);
    assert.match(told, /2\. Set-Cs[^]*-PinLength 6\nDone/);
    assert.match(told, /3\. Set-Cs[^]*tara\nNot done\n[^]*InterCall/);
    assert.match(told, /4\. Get-Cs[^]*Answered\nAmos Marble/);
    assert.equal(pinsIn(sent.slice(1)).length, 1);
    assert.deepEqual(pinsIn(sent.slice(0, 1)), []);
    assert.equal((await settingsOf(world())).PinLength, 6);
    const rows = await recordOf(world(), AMOS);
    assert.deepEqual(outcomesOf(rows), ['showUser done', 'resetPin done']);
    assert.equal(new Set(rows.map(({ correlationId }) => correlationId)).size, 2);
    assert.deepEqual(outcomesOf(await recordOf(world(), 'tara.third@contoso.com')), ['resetPin refused']);
  });

  it('stops at the first line that is not done when it says so', async () => {
    const { adele } = world();

    const sent = await adele.says(
      `$ErrorActionPreference = 'Stop'\n${RESET} amos\n${RESET} nobody.here\n${RESET} ada`,
    );

    assert.match(resultIn(sent), /1 of 3[^]*2\.[^]*Not done[^]*3\.[^]*Not run/);
    assert.equal(pinsIn(sent).length, 1);
    assert.deepEqual(await recordOf(world(), "ada.o'neil@contoso.com"), []);
  });

  it('does not do what asks first, unless told not to ask, and leaves no question open', async () => {
    const { adele } = world();
    const reset = 'Set-CsOnlineDialInConferencingUser amos -ResetConferenceId';

    const asked = resultIn(await adele.says(`${reset}\nGet-CsOnlineDialInConferencingUser ada`));
    assert.match(asked, /1\.[^]*Not done[^]*“Yes or No\?”[^]*-Confirm:\$false/);
    assert.equal((await world().user(AMOS)).conferenceId, '8271964');
    assert.match(shownIn(await adele.says('yes')), /question-none/);
    assert.equal((await world().user(AMOS)).conferenceId, '8271964');

    const done = resultIn(
      await adele.says(`${reset} -Confirm:$false\nGet-CsOnlineDialInConferencingUser ada`),
    );
    assert.match(done, /1\.[^]*Done\n/);
    assert.notEqual((await world().user(AMOS)).conferenceId, '8271964');
  });

  it('asks for no names either', async () => {
    const told = resultIn(await world().adele.says(`${RESET} alex\n${RESET} amso\n${RESET} nobody.here`));

    assert.match(told, /0 of 3[^]*“alex” can mean several[^]*“amso”[^]*nobody\.here/);
  });

  it('shows at most five PINs in all: the line that would show more changes nothing', async () => {
    const { adele } = world();

    const sent = await adele.says(
      `${RESET} amos,ada,max\n${RESET} asa,francois,henri\n${RESET} asa,francois -WhatIf\n${RESET} asa,francois`,
    );

    assert.match(
      resultIn(sent),
      /1\.[^]*Done[^]*2\.[^]*Not done[^]*at most 5 PINs[^]*3\.[^]*Preview[^]*4\.[^]*Done/,
    );
    assert.equal(pinsIn(sent).length, 5);
    assert.deepEqual(outcomesOf(await recordOf(world(), 'henri.help@contoso.com')), ['resetPin refused']);
  });

  it('is done once, however often its message comes, even after a restart in between', async () => {
    const { adele } = world();
    const script = `${RESET} amos\nSet-CsOnlineDialInConferencingUser ada -ResetConferenceId -Force`;
    const first = await adele.says(script);
    assert.equal(pinsIn(first).length, 1);
    const { conferenceId } = await world().user("ada.o'neil@contoso.com");

    const asked = adele.chat.messages.find(({ author }) => author !== 'bot');
    assert.ok(asked);
    await adele.teams.redelivers(asked.activity);
    await restart(world());
    await adele.teams.redelivers(asked.activity);

    assert.deepEqual(adele.unread(), []);
    assert.equal((await world().user("ada.o'neil@contoso.com")).conferenceId, conferenceId);
    assert.equal((await recordOf(world(), AMOS)).length, 1);
  });

  const PLAN =
    'Get-CsOnlineDialInConferencingUser | Where-Object {$_.Department -eq "Finance"} | Set-CsOnlineDialInConferencingUser -ResetLeaderPin -Confirm:$false';

  it('shows what it began for many people on a card of its own, with its progress and what can be done', async () => {
    const { adele } = world();

    const sent = await adele.says(`${PLAN}\n${RESET} amos`);

    assert.match(
      resultIn(sent),
      /Script: 1 of 2 lines done[^]*1\.[^]*\nBegun[^]*under way[^]*2\.[^]*\nDone\n/,
    );
    await world().serving.batches.idle();
    await told(world());
    await world().serving.batches.idle();
    assert.match(screenOf(adele).at(-1) ?? '', /finished[^]*Show everybody/);
    assert.equal(pinsIn(sent).length, 1);
  });

  it('says which line waits for approval, and shows that plan with the button that takes it back', async () => {
    const { adele } = world();
    await changeSettings(world(), { BulkApprovalThreshold: 1 });

    const sent = await adele.says(`${PLAN}\n${PLAN} -WhatIf`);

    assert.match(
      resultIn(sent),
      /Script: 1 of 2 lines done[^]*1\.[^]*\nWaits for approval\n[^]*2\.[^]*\nPreview: nothing was changed\n/,
    );
    const [, plan] = sent;
    assert.ok(plan);
    assert.match(shownIn([plan]), /waits for approval/);
    assert.match(shownBy(await adele.presses('Withdraw the request')), /withdrawn|taken back/i);
  });

  it('asks for the right of every line', async () => {
    const { henri } = world();

    const told = resultIn(
      await henri.says(`${RESET} amos\nSet-CsOnlineDialInConferencingUser amos -ResetConferenceId -Force`),
    );

    assert.match(told, /1\.[^]*Done[^]*2\.[^]*Not done[^]*admin/);
  });

  it('writes no PIN anywhere', async () => {
    const { adele } = world();
    const sent = await adele.says(`${RESET} amos\n${RESET} ada`);
    const pins = pinsIn(sent);
    await told(world());

    assert.equal(pins.length, 2);
    for (const pin of pins) {
      assert.ok(!resultIn(sent).includes(pin));
      assert.doesNotMatch(await onDisk(world()), new RegExp(`\\b${pin}\\b`));
      assert.doesNotMatch(world().logged.join('\n'), new RegExp(`"${pin}"`));
      for (const { text, summary } of sent) assert.ok(!`${text ?? ''}${summary ?? ''}`.includes(pin));
    }
  });

  it('refuses what is too long before anything is done', async () => {
    const answer = shownIn(await world().adele.says(Array(21).fill(`${RESET} amos`).join('\n')));

    assert.match(answer, /at most 20 lines[^]*script-too-long/);
    assert.deepEqual(await recordOf(world(), AMOS), []);
  });

  it('keeps within the budget of a card with twenty lines of every length', async () => {
    const show = `Get-CsOnlineDialInConferencingUser -Identity ${Array(5).fill('"amos.marble@contoso.com"').join(', ')}`;
    const lines = Array.from({ length: 20 }, (_, at) =>
      at % 2 ? show : `${RESET} "nobody ${'x'.repeat(200)} ${at}"`,
    );

    const [answer] = await world().adele.says(lines.join('\n'));

    assert.ok(answer && cardOf(answer));
    assert.match(shownIn([answer]), /20\. /);
  });
});

describe('what a cmdlet shows', () => {
  const world = worldPerTest();
  const listingIn = ([activity]: readonly WireActivity[]) => {
    const { body } = cardOf(activity!) as unknown as { body: { type: string; codeSnippet?: string }[] };
    return body.find(({ type }) => type === 'CodeBlock')?.codeSnippet;
  };

  it('stands as a list to copy as well, without a PIN', async () => {
    const listing = listingIn(await world().adele.says('Get-CsOnlineDialInConferencingUser amos'));

    assert.match(listing ?? '', /^Upn +: amos\.marble@contoso\.com$/m);
    assert.match(listing ?? '', /^ConferenceId +: 8271964$/m);
    assert.match(listing ?? '', /^Pin +: \*{5}$/m);
    assert.match(listing ?? '', /^Licensed +: True$/m);
  });

  it('has a list for settings and a table for people', async () => {
    const { adele } = world();
    assert.match(
      listingIn(await adele.says('Get-CsOnlineDialInConferencingTenantSettings')) ?? '',
      /^PinLength +: 5$/m,
    );
    const people = listingIn(await adele.says('Get-CsOnlineDialInConferencingUser -ResultSize 20')) ?? '';
    assert.match(people, /^Identity +DisplayName +Provider +ConferenceId\n/);
    assert.match(people, /^amos\.marble@contoso\.com +Amos Marble +Microsoft +8271964$/m);
  });

  it('has none for a phrase', async () => {
    assert.equal(listingIn(await world().adele.says('show amos')), undefined);
  });
});
