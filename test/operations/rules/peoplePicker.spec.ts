import assert from 'node:assert/strict';
import { cardOf } from '../../../src/simulator/wire.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import type { TestPerson } from '../../support/teamsClient.ts';
import { changeUser, worldPerTest } from './ruleWorld.ts';

/** Whom a people picker offers somebody. */
async function offered(person: TestPerson, text: string): Promise<string[]> {
  const { status, body } = await person.teams.searches(person.chat, text);
  assert.equal(status, 200);
  const { type, value } = body as { type: string; value: { results: { title: string; value: string }[] } };
  assert.equal(type, 'application/vnd.microsoft.search.searchResponse');
  return value.results.map((one) => `${one.title} = ${one.value}`);
}

describe('the people picker of forms', () => {
  const world = worldPerTest();

  it('offers whom the words may mean, diacritics and typing errors aside, at most fifteen', async () => {
    const { adele, henri } = world();
    for (const person of [adele, henri]) {
      assert.deepEqual(await offered(person, 'amos'), [
        'Amos Marble (amos.marble@contoso.com) = amos.marble@contoso.com',
      ]);
      assert.deepEqual(await offered(person, 'lindstrom'), [
        'Åsa Lindström (asa.lindstrom@contoso.com) = asa.lindstrom@contoso.com',
      ]);
      assert.equal((await offered(person, 'alex')).length, 2);
      assert.equal((await offered(person, 'amso')).length, 1);
      assert.ok((await offered(person, '')).length <= 15);
      assert.deepEqual(await offered(person, 'zzzzzzzz'), []);
    }
  });

  it('offers nobody to who may look nobody up', async () => {
    assert.deepEqual(await offered(world().amos, 'adele'), []);
    assert.deepEqual(await offered(world().amos, ''), []);
  });

  it('names are data, whatever they say', async () => {
    await changeUser(world(), 'amos.marble@contoso.com', { displayName: '**A** [x](http://y) ${z}' });
    assert.deepEqual(await offered(world().adele, 'amos.marble'), [
      '**A** [x](http://y) ${z} (amos.marble@contoso.com) = amos.marble@contoso.com',
    ]);
  });

  it('another dataset, or none, is not ours', async () => {
    const { adele } = world();
    await adele.says('hello');
    const words = adele.chat.messages.find((one) => one.author !== 'bot')!.activity;
    for (const value of [
      null,
      {},
      { queryText: 'a', dataset: 'graph.microsoft.com/users' },
      { queryText: 7, dataset: 'people' },
    ]) {
      const activity = { ...words, type: 'invoke', id: 'f:9', name: 'application/search', value, text: '' };
      assert.equal((await adele.teams.redelivers(activity)).status, 400);
    }
  });

  it('stands in the forms that ask for people, and what is picked is understood', async () => {
    const { adele } = world();
    const sent = await adele.says('reset PIN');
    const card = JSON.stringify(cardOf(sent[0]!));
    assert.match(card, /"choices\.data":\{"type":"Data\.Query","dataset":"people"\}/);
    assert.match(card, /"isMultiSelect":true/);

    // As Teams sends several picked ones.
    const people = "amos.marble@contoso.com,ada.o'neil@contoso.com";
    const { sent: done } = await adele.presses('OK', { inputs: { people } });
    assert.match(shownIn(done), /New PIN of Amos Marble[^]*New PIN of Ada/);
  });
});
