import assert from 'node:assert/strict';
import { createDecisionCards } from '../../src/operations/asking/decisionCards.ts';
import { askView } from '../../src/operations/asking/askView.ts';
import type { View } from '../../src/domain/view.ts';
import { anAsk, aSentCard } from '../support/builders.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { FakeLog } from '../support/fakeLog.ts';
import { ImportWorld } from './importWorld.ts';

describe('cards that are to show what was decided', () => {
  let world: ImportWorld;
  beforeEach(async () => (world = await ImportWorld.empty()));
  afterEach(() => world.remove());

  it('are looked at once more when something was due while they were edited, even if that has failed', async () => {
    const { store, house } = world;
    const ask = anAsk({ state: 'approved', decidedBy: 'Adele Vance', cardsDue: true });
    await store.transaction(async (tx) => {
      await tx.asks.put(ask);
      await tx.sentCards.put(
        aSentCard({ kind: 'ask', correlationId: ask.id, view: askView(ask, undefined) }),
      );
    });
    const edits: View[] = [];
    let fail = (_error: Error): void => undefined;
    const cards = createDecisionCards({
      gate: { store, house, clock: new FakeClock(), log: new FakeLog() },
      editCard: (_card, view) => {
        edits.push(view);
        if (edits.length > 1) return Promise.resolve({ outcome: 'sent' });
        return new Promise((_resolve, reject) => (fail = reject));
      },
    });

    cards.wake();
    while (edits.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    cards.wake();
    await new Promise((resolve) => setTimeout(resolve, 20));
    fail(new Error('the chat is away'));
    await cards.idle();

    assert.equal(edits.length, 2);
    const now = await store.transaction((tx) => tx.asks.get(ask.id));
    assert.equal(now?.cardsDue, false);
  });
});
