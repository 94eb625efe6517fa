import assert from 'node:assert/strict';
import type { Conversation } from '../../src/simulator/chat.ts';
import { shownIn, SwitchboardWorld } from '../support/switchboardWorld.ts';
import { TEST_BOT } from '../support/teamsPayloads.ts';

for (const kind of ['groupChat', 'channel'] as const) {
  describe(`a ${kind}`, () => {
    let world: SwitchboardWorld;
    let group: Conversation;
    beforeEach(async () => {
      world = await SwitchboardWorld.start();
      const members = [world.adele.teams.person, world.amos.teams.person];
      group = world.teams.chat.group('Operations', members, kind);
    });
    afterEach(() => world.close());

    const mentioned = () => ({ in: group, mentions: [TEST_BOT] });

    it('is left alone unless the bot is mentioned', async () => {
      const sent = await world.adele.says('reset PIN for amos', { in: group });

      assert.deepEqual(sent, []);
      assert.equal((await world.user('amos.marble@contoso.com')).pin, null);
    });

    it('sees only that it was done; the PIN goes to the personal chat of who asked', async () => {
      const seen = await world.adele.says('reset PIN for amos', mentioned());

      const pin = /\b\d{5}\b/.exec(shownIn(world.adele.unread()))?.[0];
      assert.ok(pin, 'the asker sees the PIN in private');
      assert.equal(seen.length, 1);
      assert.match(shownIn(seen), /Done/);
      await world.serving.courier.idle();
      assert.ok(!JSON.stringify(group.messages).includes(pin), 'the group never does');
    });

    it('sees no data of a person who is looked up', async () => {
      const seen = await world.adele.says('show amos', mentioned());

      assert.ok(!JSON.stringify(seen).includes('8271964'));
      assert.match(shownIn(world.adele.unread()), /8271964/);
    });

    it('sees an answer that is nobody’s business but everybody’s', async () => {
      const seen = await world.adele.says('help', mentioned());

      assert.match(shownIn(seen), /reset PIN for amos/);
    });

    it('does not get a question answered by somebody else', async () => {
      await world.adele.says('reset conference ID for amos', mentioned());

      const answer = await world.amos.says('yes', mentioned());

      assert.match(shownIn([...answer, ...world.amos.unread()]), /no question|nobody|personal chat/i);
      assert.equal((await world.user('amos.marble@contoso.com')).conferenceId, '8271964');
    });
  });
}
