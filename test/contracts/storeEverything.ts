import assert from 'node:assert/strict';
import { COLLECTIONS, type Archived } from '../../src/ports/archive.ts';
import {
  aBatch,
  aCall,
  aConference,
  aConversation,
  anAsk,
  anAuditRow,
  aMeeting,
  aMigration,
  anOutboxRow,
  aPinGuard,
  aQuarantinedId,
  aQuestion,
  aSeenRequest,
  aSentCard,
  aServiceNumber,
  aUser,
  settingsWith,
} from '../support/builders.ts';
import type { StoreWorld } from './store.ts';

/** What holds for all that a store keeps, taken together. */
export function describeEverything(world: StoreWorld): void {
  describe('everything', () => {
    const one: Archived[] = [
      ['users', aUser({ displayName: 'Åsa “\u0000”' })],
      ['roles', { userKey: 'adele', role: 'admin' }],
      ['settings', settingsWith({ PinLength: 8 })],
      ['auditChain', { last: { number: 2, hash: 'second' }, removed: { number: 0, hash: '' } }],
      [
        'directoryBookmark',
        { link: 'https://graph.example/delta', at: '2026-11-23T10:00:00.000Z', unresolved: ['one'] },
      ],
      ['localActors', { id: 'emulator/1', userKey: 'amos' }],
      ['conversations', aConversation()],
      ['bridges', { id: 'Contoso', name: 'Contoso', region: '', isDefault: true }],
      ['serviceNumbers', aServiceNumber()],
      ['quarantine', aQuarantinedId()],
      ['outbox', anOutboxRow()],
      ['questions', aQuestion()],
      ['sentCards', aSentCard()],
      ['asks', anAsk()],
      ['batches', aBatch()],
      ['batchParts', { id: 'batch 0', batchId: 'batch', items: [] }],
      ['seenRequests', aSeenRequest()],
      ['meetings', aMeeting()],
      ['conferences', aConference()],
      ['calls', aCall()],
      ['callDays', { day: '2026-11-23', calls: 3, started: 1, waitedInVain: 1, wrongIds: 2 }],
      ['pinGuards', aPinGuard()],
      ['migrations', aMigration()],
      ['audit', anAuditRow({ id: 'first', at: '2026-10-31T10:00:00.000Z' })],
      ['audit', anAuditRow({ id: 'second' })],
    ];
    const all = async () => {
      const found: Archived[] = [];
      for await (const each of world.store.everything()) found.push(each);
      return found;
    };

    it('is nothing in the beginning', async () => {
      assert.deepEqual(await all(), []);
    });

    it('is each record once, by its collection, then the record from its beginning, also after a restart', async () => {
      assert.deepEqual(
        [...new Set(one.map(([name]) => name))],
        [...COLLECTIONS, 'audit'],
        'there is one of each kind',
      );
      await world.store.transaction(async (tx) => {
        for (const [name, record] of one) {
          if (name === 'audit') await tx.audit.append(record as never);
          else if (name === 'roles') await tx.roles.put('adele', 'admin');
          else await (tx[name] as { put(kept: object): Promise<void> }).put(record);
        }
      });
      assert.deepEqual(await all(), one);

      await world.reopen();

      assert.deepEqual(await all(), one);
    });

    it('is as it was at one moment, whatever is changed while it is read', async () => {
      const people = Array.from({ length: 5_000 }, (_, number) =>
        aUser({ key: `user ${number}`, upn: `${number}@contoso.com`, conferenceId: null, pin: null }),
      );
      await world.store.transaction(async (tx) => {
        for (const user of people) await tx.users.put(user);
      });
      let count = 0;
      for await (const [name] of world.store.everything()) {
        if (name === 'users') count += 1;
        if (count === 1)
          await world.store.transaction(async (tx) => {
            await tx.users.delete('user 4999');
            await tx.users.put(aUser({ key: 'later', upn: 'later@contoso.com', conferenceId: null }));
          });
      }
      assert.equal(count, 5_000);
    });
  });
}
