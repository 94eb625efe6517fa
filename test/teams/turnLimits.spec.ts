import assert from 'node:assert/strict';
import { turnLimits } from '../../src/teams/turnLimits.ts';
import { cardOf } from '../../src/simulator/wire.ts';
import { shownIn, SwitchboardWorld } from '../support/switchboardWorld.ts';
import { buttonsOf } from '../support/teamsCards.ts';

describe('who sends more than is taken', () => {
  let world: SwitchboardWorld;
  beforeEach(async () => {
    world = await SwitchboardWorld.start({ TURNS_PER_PERSON: '4', TURNS_IN_ALL: '7' });
  });
  afterEach(() => world.close());

  it('is told so once, in their language, and nothing is done; others go on', async () => {
    const { adele } = world;
    const francois = world.person('François Lefèvre', 8);
    await adele.says('hello');
    const [question] = await adele.says('reset conference ID for amos');
    for (const words of ['help', 'settings']) await adele.says(words);

    const refused = shownIn(await adele.says('set PIN length to 9'));
    assert.match(refused, /more than I take in a minute[^]*Try again in \d+ seconds?[^]*too-many-requests/);
    assert.deepEqual(await adele.says('set PIN length to 8'), []);

    assert.match(shownIn(await francois.says('bonjour')), /Bonjour|Switchboard/);
    const { PinLength } = await world.serving.store.transaction((tx) => tx.settings.get());
    assert.equal(PinLength, 5);

    const yes = buttonsOf(cardOf(question!))[0]!;
    const card = adele.chat.messages.find((message) => message.id === question!.id)!;
    const answer = await adele.teams.executes(adele.chat, card, { verb: 'run', data: yes.data });
    assert.equal(answer.status, 200);
    assert.match(JSON.stringify(answer.body), /activity\.message/, 'a button is answered, shortly');
    assert.equal((await world.user('amos.marble@contoso.com')).conferenceId, '8271964');
  });

  it('is held up by what all others send together, too', async () => {
    const { adele, henri } = world;
    const francois = world.person('François Lefèvre', 8);
    for (const words of ['hello', 'help', 'settings']) await adele.says(words);
    for (const words of ['bonjour', 'aide', 'mes infos']) await francois.says(words);
    await henri.says('hello');

    assert.match(shownIn(await henri.says('help')), /more than I take/);
  });
});

describe('the count of what somebody sends', () => {
  it('has no limit where none is set', async () => {
    const take = turnLimits({ perPerson: 0, inAll: 0 });
    for (let turn = 0; turn < 1_000; turn += 1) assert.equal(await take('adele'), undefined);
  });

  it('does not let one person use up what there is for all', async () => {
    const take = turnLimits({ perPerson: 2, inAll: 4 });
    for (let turn = 0; turn < 50; turn += 1) await take('adele');
    assert.equal(await take('amos'), undefined);
    assert.equal(await take('amos'), undefined);
    assert.deepEqual(await take('henri'), { seconds: 60, isFirst: true });
  });
});
