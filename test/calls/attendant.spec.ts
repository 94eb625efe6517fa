import assert from 'node:assert/strict';
import { screenOf, worldPerTest } from '../operations/rules/ruleWorld.ts';
import { shownIn } from '../support/switchboardWorld.ts';
import { JambonzTelephone, Telephone } from '../support/telephone.ts';
import { AMOS, AMOS_ID, calling, change, ENGLISH, newPinOf, phoneOf, settled, SWEDISH } from './callWorld.ts';

const TOLL_FREE = '+18005550199';
const MINUTE = 60_000;

describe('the dial-in attendant', () => {
  const world = worldPerTest();
  const origin = () => `http://127.0.0.1:${world().serving.port}`;
  const twilio = (line: { from?: string; to?: string } = {}) => new Telephone({ origin: origin(), ...line });
  const callDay = () => world().serving.store.transaction((tx) => tx.callDays.get('2026-11-23'));

  describe('greets', () => {
    it('in the language of the number, and offers the others in theirs', async () => {
      const phone = await twilio({ to: SWEDISH }).dials();
      assert.equal(
        phone.said,
        'Välkommen till mötestjänsten. For English, press 2 and the pound key. Ange konferens-ID:t och avsluta med fyrkant.',
      );
      const spoken = phone.verbs[0]!.children.map(({ attributes }) => attributes['language']);
      assert.deepEqual(spoken, ['sv-SE', 'en-GB', 'sv-SE']);
      assert.equal(await phone.presses('2'), 'Please enter the conference ID, followed by the pound key.');
    });

    it('and lets whoever chooses a language go on with the ID at once', async () => {
      const phone = await twilio({ to: SWEDISH }).dials();
      assert.match(await phone.presses(`2${AMOS_ID}#`), /^If you are the organiser, press star/);
      const wrong = await twilio({ to: SWEDISH }).dials();
      const unknown = await twilio({ to: SWEDISH }).dials();
      assert.equal(
        await wrong.presses(`3${AMOS_ID}#`),
        await unknown.presses('7777777#'),
        'there is no third language',
      );
    });

    it('in English where the language of the number is not spoken here', async () => {
      await world().adele.says(`set languages of ${ENGLISH} to de-DE, es-MX, fr-FR`);
      await world().adele.says('yes');
      const phone = await twilio().dials();
      assert.match(
        phone.said,
        /^Welcome to the meeting service. Pour le français, appuyez sur 2 puis sur dièse. Please enter/,
      );
    });

    it('nobody who has called another number', async () => {
      const phone = await twilio({ to: '+4684650099' }).dials();
      assert.deepEqual([phone.said, phone.isOver], ['', true]);
      await twilio({ to: 'sip:reception@contoso.com' }).dials();
      const told = world().logged.filter((line) => line.includes('a call to a number that is not ours'));
      assert.deepEqual(
        told.map((line) => (JSON.parse(line) as { to: string }).to),
        ['+4684650099', 'sip:reception@contoso.com'],
      );
    });
  });

  describe('answers every ID that opens nothing in the same way', () => {
    const NOT =
      'This conference ID was not recognised. Please enter the conference ID, followed by the pound key.';
    const cases: Record<string, () => Promise<{ id: string; to?: string }>> = {
      'an unknown one': async () => ({ id: '7777777' }),
      'one that is too short': async () => ({ id: '827' }),
      'letters of a machine': async () => ({ id: "1' OR 1=1" }),
      'one that was reset': async () => {
        await world().adele.says('reset conference ID for amos');
        await world().adele.says('yes');
        return { id: AMOS_ID };
      },
      'one of somebody who is not enabled': async () => {
        await change(world(), AMOS, { licensed: false });
        return { id: AMOS_ID };
      },
      'one of another bridge': async () => {
        await change(world(), AMOS, { bridge: 'Fabrikam' });
        return { id: AMOS_ID };
      },
      'one that this toll-free number does not lead to': async () => {
        await change(world(), AMOS, { allowTollFreeDialIn: false });
        return { id: AMOS_ID, to: TOLL_FREE };
      },
    };
    for (const [name, prepare] of Object.entries(cases))
      it(name, async () => {
        const { id, to } = await prepare();
        const phone = await twilio(to === undefined ? {} : { to }).dials();
        assert.equal(await phone.presses(`${id}#`), NOT);
        const document = phone.documents.at(-1)!;
        const unknown = await twilio(to === undefined ? {} : { to }).dials();
        await unknown.presses('7777777#');
        assert.equal(document, unknown.documents.at(-1), 'the same document');
      });

    it('three times, and then says goodbye; no room was ever named', async () => {
      const phone = await twilio().dials();
      for (const id of ['7777777', '', '7777778']) await (id === '' ? phone.waits() : phone.presses(id));
      assert.equal(phone.said, 'This conference ID was not recognised. Goodbye.');
      assert.equal(phone.isOver, true);
      assert.doesNotMatch(phone.documents.join(), /Conference/);
      assert.equal((await callDay())?.wrongIds, 2, 'silence is no wrong ID');
    });
  });

  it('puts everybody of a meeting into one room, whose name tells nothing and is another one the next time', async () => {
    await change(world(), AMOS, { allowPstnOnlyMeetings: true });
    const [one, two] = [await calling(world()), await calling(world(), { engine: 'jambonz' })];
    assert.ok(one.room);
    assert.equal(one.room, two.room);
    assert.doesNotMatch(one.room, /8271964|amos/i);
    await one.hangsUp();
    await two.hangsUp();
    assert.notEqual((await calling(world())).room, one.room);
  });

  it('lets a call last for 24 hours, and a meeting without PIN for four', async () => {
    const limit = (phone: Telephone) =>
      phone.verbs.find(({ name }) => name === 'Dial')?.attributes['timeLimit'];
    await change(world(), AMOS, { allowPstnOnlyMeetings: true });
    const first = (await calling(world())) as Telephone;
    world().clock.jump(60 * MINUTE);
    const second = (await calling(world())) as Telephone;
    await first.hangsUp();
    await second.hangsUp();
    await change(world(), AMOS, { allowPstnOnlyMeetings: false });
    const pin = await newPinOf(world());
    const third = (await calling(world())) as Telephone;
    await third.presses('*');
    await third.presses(pin);
    assert.deepEqual([limit(first), limit(second), limit(third)], ['14400', '10800', '86400']);
  });

  it('plays a tone at entry and exit only where that is set', async () => {
    await change(world(), AMOS, { allowPstnOnlyMeetings: true });
    const beep = (phone: Telephone) =>
      phone.verbs.find(({ name }) => name === 'Dial')?.children[0]?.attributes['beep'];
    await world().adele.says(
      'Set-CsOnlineDialInConferencingTenantSettings -EntryExitAnnouncementsType ToneOnly',
    );
    const first = (await calling(world())) as Telephone;
    await world().adele.says(
      'Set-CsOnlineDialInConferencingTenantSettings -EnableEntryExitNotifications $false',
    );
    const second = (await calling(world())) as Telephone;
    assert.deepEqual([beep(first), beep(second)], ['true', 'false']);
  });

  describe('what comes again, late or out of turn', () => {
    it('gets the same document and has no second effect', async () => {
      const phone = await twilio().dials();
      const again = () => phone.posts(`${origin()}/voice/twilio`);
      await again();
      await again();
      const step1 = phone.verbs[0]!.attributes['action']!;
      assert.equal(phone.documents[0], phone.documents[2]);
      await phone.presses('7777777');
      const answer = phone.documents.at(-1);
      for (let count = 0; count < 3; count += 1) await phone.posts(step1, { Digits: '7777777' });
      assert.equal(phone.documents.at(-1), answer);
      await phone.posts(step1.replace('step=1', 'step=99'), { Digits: AMOS_ID });
      assert.equal(phone.documents.at(-1), answer);
      const counts = await callDay();
      assert.deepEqual([counts?.calls, counts?.wrongIds], [1, 1]);
    });

    it('after the end is an end', async () => {
      const phone = await calling(world());
      await phone.hangsUp();
      await phone.hangsUp();
      await phone.waits();
      assert.equal(phone.isOver, true);
      assert.equal((await callDay())?.waitedInVain, 0, 'who was asked did not wait');
    });

    it('is an error where it was never asked for', async () => {
      const phone = twilio();
      const statuses = [
        await phone.posts(`${origin()}/voice/twilio?step=x`),
        await phone.posts(`${origin()}/voice/twilio`, { CallSid: '' }),
        await phone.posts(`${origin()}/voice/other`),
        await fetch(`${origin()}/voice/twilio`),
        await fetch(`${origin()}/voice/jambonz`, { method: 'POST', body: 'no JSON' }),
        await fetch(`${origin()}/voice/jambonz`, { method: 'POST', body: '[]' }),
        await fetch(`${origin()}/voice/jambonz`, { method: 'POST', body: `"${'a'.repeat(70_000)}"` }),
      ].map(({ status }) => status);
      assert.deepEqual(statuses, [400, 400, 404, 405, 400, 400, 413]);
    });
  });

  describe('the lobby', () => {
    it('has music that is ours', async () => {
      const phone = (await calling(world())) as Telephone;
      await phone.waits();
      const music = await fetch(phone.verbs.find(({ name }) => name === 'Play')!.text);
      const bytes = Buffer.from(await music.arrayBuffer());
      assert.equal(music.headers.get('content-type'), 'audio/wav');
      assert.equal(bytes.toString('latin1', 0, 4), 'RIFF');
      assert.equal(bytes.readUInt32LE(4) + 8, bytes.length);
    });

    it('says who lets callers in, and that no PIN was entered', async () => {
      await world().adele.says('set lobby admission to organizer');
      const phone = await calling(world());
      await phone.presses('*');
      assert.equal(
        await phone.presses('#'),
        'Nothing was entered. Please enter your PIN, followed by the pound key.',
      );
      await phone.presses('#');
      assert.match(
        await phone.presses('#'),
        /You join as a participant.*Please wait\. The organiser lets you in\.$/,
      );
    });

    it('says once what to wait for', async () => {
      const phone = await calling(world());
      assert.match(await phone.waits(), /Please wait/);
      assert.equal(await phone.waits(), '');
      assert.equal(await phone.waits(), '');
      assert.equal(phone.isWaiting, true);
    });

    it('is told to the organizer by one card, which follows', async () => {
      const { amos } = world();
      await amos.says('hello');
      const first = await calling(world());
      await first.waits();
      await settled(world());
      const told = amos.unread();
      assert.equal(told.length, 1);
      assert.match(shownIn(told), /1 caller is waiting[^]*\+46 70 123 45 67[^]*when you start the meeting/);

      const second = await calling(world(), { from: 'anonymous' });
      await second.waits();
      await settled(world());
      assert.deepEqual(amos.unread(), [], 'no second card');
      assert.match(screenOf(amos).join('\n'), /2 callers are waiting[^]*hidden number/);

      await amos.presses('Let callers in');
      await settled(world());
      const card = screenOf(amos).find((shown) => /2 callers are let in/.test(shown)) ?? '';
      assert.doesNotMatch(screenOf(amos).join('\n'), /callers are waiting|Let callers in/, card);
      await first.waits();
      await second.waits();
      await settled(world());
      assert.ok(first.room);
      assert.equal(first.room, second.room);
      assert.match(screenOf(amos).join('\n'), /No caller is waiting any more/);
      await first.hangsUp();
      await second.hangsUp();
      await settled(world());
      const left = await world().serving.store.transaction((tx) => tx.conferences.cardsDue());
      assert.deepEqual(left, []);
    });

    it('of one who is flooded holds up the card of nobody else', async () => {
      const { amos } = world();
      const ada = world().person("Ada O'Neil-Łukasz", 12, "ada.o'neil@contoso.com");
      const { conferenceId: adaId } = await world().user("ada.o'neil@contoso.com");
      const waits = async (from: string, id?: string) =>
        (await calling(world(), { from }, id ?? AMOS_ID)).waits();
      for (const person of [amos, ada]) await person.says('hello');
      await waits('+46700000000');
      await settled(world());
      for (let count = 1; count <= 12; count += 1) {
        await waits(`+467000000${10 + count}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await waits('+46701111111', adaId!);
      await world().serving.courier.idle();
      await waits('+46702222222', adaId!);
      const shows = () => screenOf(ada).join('\n').includes('2 callers are waiting');
      for (let count = 0; count < 300 && !shows(); count += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      assert.ok(shows(), 'though the other conversation takes no more in this second');
      assert.doesNotMatch(screenOf(amos).join('\n'), /13 callers are waiting/);
      await world().clock.pass(10_000, () => new Promise((resolve) => setTimeout(resolve, 20)));
      await settled(world());
      assert.match(screenOf(amos).join('\n'), /13 callers are waiting/);
    });

    it('shows no number where that is masked for all', async () => {
      const { adele, amos } = world();
      await adele.says('Set-CsOnlineDialInConferencingTenantSettings -MaskPstnNumbersType MaskedForAllUsers');
      await amos.says('hello');
      await (await calling(world())).waits();
      await settled(world());
      const shown = shownIn(amos.unread());
      assert.match(shown, /number ending in 67/);
      assert.doesNotMatch(shown, /123/);
    });

    it('ends for whoever waits when the ID is reset, and with nobody there for those who gave up', async () => {
      const phone = await calling(world());
      await phone.waits();
      await world().adele.says('reset conference ID for amos');
      await world().adele.says('yes');
      assert.equal(await phone.waits(), 'This meeting is no longer available. Goodbye.');
      assert.equal(phone.isOver, true);
      assert.equal((await callDay())?.waitedInVain, 1);
    });

    it('opens when callers may start from now on', async () => {
      const phone = await calling(world());
      await phone.waits();
      await world().adele.says('allow callers to start meetings of amos');
      await phone.waits();
      assert.ok(phone.room);
    });

    it('tells somebody for whom nobody waits that it is so', async () => {
      assert.match(shownIn(await world().amos.says('let my callers in')), /Nobody is waiting for you/);
    });
  });

  describe('meetings with an ID of their own', () => {
    it('open with it, and by the PIN of their organizer alone', async () => {
      const { adele, amos } = world();
      assert.match(shownIn(await amos.says('new meeting')), /all have the same conference ID, 8271964/);
      await adele.says('Set-CsOnlineDialInConferencingTenantSettings -UseUniqueConferenceIds $true');
      await adele.says('yes');
      const own = await phoneOf(world()).dials();
      assert.match(await own.presses(AMOS_ID), /not recognised/);
      const idOf = (shown: string) => /Conference ID\n(\d{7})/.exec(shown)?.[1] ?? '';
      const one = idOf(shownIn(await amos.says('new meeting "Budget"')));
      const two = idOf(shownIn(await amos.says('new meeting')));
      assert.notEqual(one, two);
      const pin = await newPinOf(world());
      const organizer = await calling(world(), {}, one);
      await organizer.presses('*');
      await organizer.presses(pin);
      const other = await calling(world(), {}, two);
      await other.waits();
      assert.ok(organizer.room);
      assert.equal(other.isWaiting, true, 'the other meeting has not started');
      assert.equal((await calling(world(), {}, one)).room, organizer.room);
    });

    it('can be ended by their organizer or an admin, and by nobody else', async () => {
      const { adele, amos, henri } = world();
      await adele.says('Set-CsOnlineDialInConferencingTenantSettings -UseUniqueConferenceIds $true');
      await adele.says('yes');
      const idOf = async () =>
        /Conference ID\n(\d{7})/.exec(shownIn(await amos.says('new meeting')))?.[1] ?? '';
      const [one, two] = [await idOf(), await idOf()];

      assert.match(shownIn(await henri.says(`remove meeting ${one}`)), /You have no meeting with the ID/);
      assert.match(
        shownIn(await amos.says('remove meeting 5551234')),
        /You have no meeting with the ID 5551234/,
      );
      assert.match(shownIn(await amos.says(`remove meeting ${one}`)), /Its ID stops working at once/);
      assert.match(shownIn(await amos.says('yes')), /is over/);
      await adele.says(`remove meeting ${two}`);
      await adele.says('yes');

      for (const id of [one, two]) {
        const phone = await phoneOf(world()).dials();
        assert.match(await phone.presses(`${id}#`), /not recognised/);
      }
    });

    it('are let in from the card of their own meeting alone, and are dead when their organizer is disabled', async () => {
      const { adele, amos } = world();
      await adele.says('Set-CsOnlineDialInConferencingTenantSettings -UseUniqueConferenceIds $true');
      await adele.says('yes');
      const idOf = async (title: string) =>
        /Conference ID\n(\d{7})/.exec(shownIn(await amos.says(`new meeting "${title}"`)))?.[1] ?? '';
      const [budget, interview] = [await idOf('Budget'), await idOf('Interview')];
      const [first, second] = [await calling(world(), {}, interview), await calling(world(), {}, budget)];
      await first.waits();
      await settled(world());
      await second.waits();
      await settled(world());
      await amos.presses('Let callers in');
      await first.waits();
      await second.waits();
      assert.deepEqual([first.isWaiting, second.room !== undefined], [true, true]);

      await adele.says('disable amos');
      await adele.says('yes');
      await adele.says('enable amos');
      const dead = await phoneOf(world()).dials();
      assert.match(await dead.presses(budget), /not recognised/);
    });
  });

  describe('when the engine’s word that a call has ended is lost', () => {
    const HOUR = 60 * MINUTE;

    it('a meeting that callers have started is over after four hours', async () => {
      await change(world(), AMOS, { allowPstnOnlyMeetings: true });
      const lost = (await calling(world())) as Telephone;
      world().clock.jump(4 * HOUR + 2 * MINUTE);
      const next = (await calling(world())) as Telephone;
      assert.ok(next.room);
      assert.notEqual(next.room, lost.room);
      assert.equal(next.verbs.find(({ name }) => name === 'Dial')?.attributes['timeLimit'], '14400');
    });

    it('who was in the lobby counts no longer after some minutes, and who still listens does', async () => {
      const { amos } = world();
      await amos.says('hello');
      const lost = await calling(world());
      await lost.waits();
      const there = await calling(world(), { from: '+46702222222' });
      await there.waits();
      for (let minute = 0; minute < 5; minute += 1) {
        world().clock.jump(MINUTE);
        await there.waits();
      }
      await settled(world());
      assert.match(screenOf(amos).join('\n'), /1 caller is waiting/);
      assert.doesNotMatch(screenOf(amos).join('\n'), /2 callers are waiting/, 'the card shows it too');
      assert.match(shownIn(await amos.says('let my callers in')), /1 caller is let in/);
      await there.hangsUp();
      world().clock.jump(5 * MINUTE);
      assert.match(shownIn(await amos.says('let my callers in')), /Nobody is waiting/);
      assert.match((await calling(world())).said, /press star/, 'nothing has started');
    });

    for (const isTold of [true, false])
      it(`the end of the room ends the meeting, ${isTold ? 'of which the engine had told' : 'of which it had not told'} who was in there`, async () => {
        const pin = await newPinOf(world());
        const organizer = (await calling(world())) as Telephone;
        await organizer.presses('*');
        await organizer.presses(pin);
        if (isTold) await organizer.enters('CF1');
        else world().clock.jump(2 * MINUTE);
        await organizer.posts(`${origin()}/voice/twilio/status`, {
          StatusCallbackEvent: 'conference-end',
          FriendlyName: organizer.room ?? '',
        });
        assert.match((await calling(world())).said, /press star/);
      });
  });

  it('lets those in who were let in, though another of them hangs up before', async () => {
    const [one, two] = [await calling(world()), await calling(world(), { from: '+46702222222' })];
    await one.waits();
    await two.waits();
    await world().amos.says('let my callers in');
    await one.hangsUp();
    await two.waits();
    assert.ok(two.room);
  });

  it('lets those in who wait for the organizer when the settings let everybody in from now on', async () => {
    const { adele } = world();
    await adele.says('Set-CsOnlineDialInConferencingTenantSettings -LobbyAdmission organizer');
    const pin = await newPinOf(world());
    const waiting = await calling(world());
    await waiting.waits();
    const organizer = await calling(world(), { from: '+46702222222' });
    await organizer.presses('*');
    await organizer.presses(pin);
    await waiting.waits();
    assert.equal(waiting.isWaiting, true);
    await adele.says('Set-CsOnlineDialInConferencingTenantSettings -LobbyAdmission auto');
    await waiting.waits();
    assert.equal(waiting.room, organizer.room);
  });

  it('does not let a language be chosen for ever', async () => {
    const phone = await twilio({ to: SWEDISH }).dials();
    for (let count = 0; count < 10 && !phone.isOver; count += 1) await phone.presses('2#');
    assert.equal(phone.isOver, true);
  });

  it('keeps the digits of callers out of the log, the record and the store', async () => {
    const pin = await newPinOf(world());
    const phone = await phoneOf(world()).dials();
    await phone.presses(AMOS_ID);
    await phone.presses('*');
    await phone.presses('4071963');
    await phone.presses(pin);
    const kept: unknown[] = [];
    for await (const one of world().serving.store.everything()) kept.push(one);
    const calls = JSON.stringify(
      kept.filter((one) => ['calls', 'conferences', 'pinGuards', 'audit'].includes((one as string[])[0]!)),
    );
    for (const place of [calls, world().logged.join()]) {
      assert.doesNotMatch(place, /4071963/);
      assert.ok(!place.includes(`"${pin}"`));
    }
  });

  it('is counted in the status: calls of each day, meetings started, who waited in vain, wrong IDs', async () => {
    const { adele } = world();
    assert.doesNotMatch(shownIn(await adele.says('status')), /Calls/);
    const phone = await phoneOf(world()).dials();
    await phone.presses('7777777');
    await phone.presses(AMOS_ID);
    await phone.waits();
    await phone.hangsUp();
    await world().adele.says('allow callers to start meetings of amos');
    await calling(world());
    const shown = shownIn(await adele.says('status'));
    assert.match(shown, /Calls of the last 14 days/);
    assert.match(
      shown,
      /Calls\n2\nMeetings started by telephone\n1\nCallers who waited in vain\n1\nWrong conference IDs\n1/,
    );
  });

  it('is simulated in the chat, with what a call would meet now, and changes nothing', async () => {
    const { adele } = world();
    const shown = shownIn(await adele.says('simulate a call to amos'));
    assert.match(
      shown,
      /not the organiser[^]*Welcome[^]*presses 8271964 #[^]*press star[^]*presses nothing[^]*Please wait[^]*waits in the lobby/,
    );
    assert.match(shown, /The organiser\n[^]*enters the PIN and #[^]*The meeting begins[^]*is in the meeting/);
    await adele.says('allow callers to start meetings of amos');
    const started = shownIn(await adele.says('simulate a call to amos'));
    assert.match(started, /presses 8271964 #[^]*The meeting begins[^]*is in the meeting/);
    assert.doesNotMatch(started, /press star/);
    assert.equal(await callDay(), undefined);
    assert.match(shownIn(await adele.says("why does amos's caller wait")), /Callers of Amos Marble/);
    assert.match(shownIn(await world().amos.says('simulate a call to ada')), /right-missing/);
  });

  it('takes jambonz in its own words', async () => {
    const phone = await new JambonzTelephone({ origin: origin(), to: SWEDISH }).dials();
    const [first, second, gather] = phone.verbs;
    assert.deepEqual(
      [first?.['verb'], second?.['verb'], gather?.['verb'], gather?.['finishOnKey'], gather?.['input']],
      ['say', 'say', 'gather', '#', ['digits']],
    );
    assert.deepEqual(first?.['synthesizer'], { vendor: 'default', language: 'sv-SE' });
  });
});
