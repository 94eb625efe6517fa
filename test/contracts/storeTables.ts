import assert from 'node:assert/strict';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import {
  aCall,
  aConference,
  aConversation,
  aMeeting,
  aNote,
  aQuarantinedId,
  aQuestion,
  aSeenRequest,
  anOutboxRow,
  aPinGuard,
  aSentCard,
  aServiceNumber,
  minutesLater,
  settingsWith,
  TEST_TIME,
} from '../support/builders.ts';
import type { StoreWorld } from './store.ts';

/** What holds for all else that every store keeps. */
export function describeTables(world: StoreWorld): void {
  describe('all else', () => {
    const at = (minutes: number) => minutesLater(minutes).toISOString();

    it('is kept under its key, replaced and deleted', async () => {
      const request = aSeenRequest({ id: '__proto__' });
      await world.store.transaction(async (tx) => {
        await tx.conversations.put(aConversation());
        await tx.seenRequests.put(request);
        await tx.quarantine.put(aQuarantinedId());
        await tx.localActors.put({ id: 'emulator/1', userKey: 'amos' });
        await tx.quarantine.put(aQuarantinedId({ userKey: 'other' }));
      });
      await world.store.transaction((tx) => tx.localActors.delete('emulator/1'));

      await world.reopen();

      const kept = await world.store.transaction(async (tx) => [
        await tx.conversations.get(aConversation().userKey),
        await tx.seenRequests.get('__proto__'),
        (await tx.quarantine.get('8271964'))?.userKey,
        await tx.localActors.get('emulator/1'),
      ]);
      assert.deepEqual(kept, [aConversation(), request, 'other', undefined]);
    });

    it('finds meetings by their ID and their organizer, and gives no ID twice', async () => {
      const first = aMeeting();
      const second = aMeeting({ id: 'meeting-2', conferenceId: '5551235', createdAt: at(1) });
      await world.store.transaction(async (tx) => {
        await tx.meetings.put(first);
        await tx.meetings.put(second);
        await tx.meetings.put(aMeeting({ id: 'meeting-3', conferenceId: '5551236', organizerKey: 'other' }));
      });
      await world.reopen();

      const found = await world.store.transaction(async (tx) => [
        await tx.meetings.byConferenceId('5551235'),
        await tx.meetings.byConferenceId('5551299'),
        await tx.meetings.ofOrganizer(first.organizerKey),
      ]);
      const twice = world.store.transaction((tx) => tx.meetings.put(aMeeting({ id: 'meeting-4' })));

      assert.deepEqual(found, [second, undefined, [first, second]]);
      await assert.rejects(twice, { name: 'DuplicateError', field: 'conferenceId' });
    });

    it('finds the conference IDs that a person had, in order', async () => {
      await world.store.transaction(async (tx) => {
        await tx.quarantine.put(aQuarantinedId({ conferenceId: '9000000' }));
        await tx.quarantine.put(aQuarantinedId());
        await tx.quarantine.put(aQuarantinedId({ conferenceId: '5000000', userKey: 'other' }));
      });
      await world.reopen();
      const { userKey } = aQuarantinedId();
      const had = await world.store.transaction((tx) => tx.quarantine.ofUser(userKey));
      assert.deepEqual(
        had.map(({ conferenceId }) => conferenceId),
        ['8271964', '9000000'],
      );
    });

    it('finds the calls about which the engine has to be asked something, the first one first', async () => {
      await world.store.transaction(async (tx) => {
        await tx.calls.put(aCall({ id: 'late', dueAt: at(3) }));
        await tx.calls.put(aCall({ id: 'first', dueAt: at(1) }));
        await tx.calls.put(aCall({ id: 'second', dueAt: at(2) }));
        await tx.calls.put(aCall({ id: 'done', dueAt: at(1) }));
        await tx.calls.put(aCall({ id: 'never' }));
      });
      await world.store.transaction((tx) => tx.calls.put(aCall({ id: 'done' })));
      await world.reopen();
      const due = (minutes: number, limit: number) =>
        world.store.transaction(async (tx) =>
          (await tx.calls.due(minutesLater(minutes), limit)).map(({ id }) => id),
        );

      assert.deepEqual(
        [await due(0, 10), await due(2, 10), await due(9, 10), await due(9, 1)],
        [[], ['first', 'second'], ['first', 'second', 'late'], ['first']],
      );
    });

    it('finds a conference by its room, and forgets old calls, and callers who guessed long ago', async () => {
      const conference = aConference({ room: 'new-room', card: { about: 'card', isDue: true } });
      await world.store.transaction(async (tx) => {
        await tx.conferences.put(aConference());
        await tx.conferences.put(conference);
        await tx.calls.put(aCall({ id: 'old', startedAt: at(-10) }));
        await tx.calls.put(aCall({ id: 'new' }));
        await tx.calls.put(aCall({ id: 'old and due', startedAt: at(-10), dueAt: at(10) }));
        await tx.calls.put(aCall({ id: 'due long ago', startedAt: at(-10), dueAt: at(-9) }));
        await tx.pinGuards.put(aPinGuard({ key: 'caller:old', wrong: [at(-10)] }));
        await tx.pinGuards.put(aPinGuard({ key: 'caller:locked', lockedUntil: at(10) }));
        await tx.pinGuards.put(aPinGuard({ key: 'user:old', wrong: [at(-10)] }));
      });
      await world.reopen();

      const gone = await world.store.transaction((tx) => tx.prune(minutesLater(-5)));

      const found = await world.store.transaction(async (tx) => [
        await tx.conferences.byRoom('new-room'),
        await tx.conferences.byRoom('a-room'),
        (await tx.conferences.cardsDue()).map(({ room }) => room),
        await tx.calls.get('old'),
        (await tx.calls.get('new'))?.id,
        (await tx.calls.get('old and due'))?.id,
        await tx.calls.get('due long ago'),
        await tx.pinGuards.get('caller:old'),
        (await tx.pinGuards.get('caller:locked'))?.key,
        (await tx.pinGuards.get('user:old'))?.key,
      ]);
      assert.deepEqual(
        [gone, found],
        [
          3,
          [
            conference,
            undefined,
            ['new-room'],
            undefined,
            'new',
            'old and due',
            undefined,
            undefined,
            'caller:locked',
            'user:old',
          ],
        ],
      );
    });

    it('has the default settings until others are put', async () => {
      const before = await world.store.transaction((tx) => tx.settings.get());
      await world.store.transaction((tx) => tx.settings.put(settingsWith({ PinLength: 8 })));
      await world.reopen();

      const after = await world.store.transaction((tx) => tx.settings.get());

      assert.deepEqual(before, DEFAULT_SETTINGS);
      assert.deepEqual(after, { ...DEFAULT_SETTINGS, PinLength: 8 });
    });

    it('has the roles of those who are more than users', async () => {
      await world.store.transaction(async (tx) => {
        await tx.roles.put('adele', 'admin');
        await tx.roles.put('henri', 'helpDesk');
        await tx.roles.put('amos', 'admin');
        await tx.roles.put('amos', 'user');
      });

      await world.reopen();

      const [list, adele, amos] = await world.store.transaction(async (tx) => [
        await tx.roles.list(),
        await tx.roles.of('adele'),
        await tx.roles.of('amos'),
      ]);
      assert.deepEqual(
        new Set(list),
        new Set([
          { userKey: 'adele', role: 'admin' },
          { userKey: 'henri', role: 'helpDesk' },
        ]),
      );
      assert.deepEqual([adele, amos], ['admin', 'user']);
    });

    it('has the service numbers', async () => {
      await world.store.transaction(async (tx) => {
        await tx.serviceNumbers.put(aServiceNumber({ number: '+33199000100' }));
        await tx.serviceNumbers.put(aServiceNumber());
      });

      const numbers = await world.store.transaction((tx) => tx.serviceNumbers.list());

      assert.deepEqual(
        numbers.map((number) => number.number),
        ['+14255550100', '+33199000100'],
      );
    });

    it('has the bridges that were named, in the order of their ids', async () => {
      const bridge = (id: string) => ({ id, name: `${id} bridge`, region: 'SE', isDefault: id === 'Asia' });
      await world.store.transaction(async (tx) => {
        for (const id of ['Europe', 'Asia', 'Mars']) await tx.bridges.put(bridge(id));
        await tx.bridges.delete('Mars');
      });

      await world.reopen();

      const [list, europe] = await world.store.transaction(async (tx) => [
        await tx.bridges.list(),
        await tx.bridges.get('Europe'),
      ]);
      assert.deepEqual(list, [bridge('Asia'), bridge('Europe')]);
      assert.deepEqual(europe, bridge('Europe'));
    });

    it('has the newest open question to a person in a conversation', async () => {
      const latest = () => world.store.transaction((tx) => tx.questions.latestOpen('adele', 'here'));
      const asked = { askerKey: 'adele', conversationId: 'here' };
      await world.store.transaction(async (tx) => {
        await tx.questions.put(aQuestion({ ...asked, id: 'newer', expiresAt: at(5) }));
        await tx.questions.put(aQuestion({ ...asked, id: 'older', expiresAt: at(-5) }));
        await tx.questions.put(aQuestion({ ...asked, id: 'answered', expiresAt: at(9), answer: aNote() }));
        await tx.questions.put(aQuestion({ ...asked, id: 'set aside', expiresAt: at(9), setAside: true }));
        await tx.questions.put(aQuestion({ askerKey: 'henri', conversationId: 'here', expiresAt: at(9) }));
        await tx.questions.put(aQuestion({ askerKey: 'adele', conversationId: 'there', expiresAt: at(9) }));
      });

      const first = await latest();
      await world.store.transaction((tx) => tx.questions.put({ ...first!, answer: aNote() }));
      const second = await latest();
      await world.store.transaction((tx) => tx.questions.delete('older'));

      assert.deepEqual([first?.id, second?.id, await latest()], ['newer', 'older', undefined]);
    });

    it('has the PIN cards that are to be masked, and the cards of a request', async () => {
      await world.store.transaction(async (tx) => {
        await tx.sentCards.put(aSentCard({ id: 'due', maskAt: at(0) }));
        await tx.sentCards.put(aSentCard({ id: 'later', maskAt: at(3), correlationId: 'other' }));
        await tx.sentCards.put(aSentCard({ id: 'masked', maskAt: at(-3), maskedAt: at(-2) }));
        await tx.sentCards.put(aSentCard({ id: 'result', kind: 'result', maskAt: null }));
      });

      const found = await world.store.transaction(async (tx) => ({
        due: (await tx.sentCards.dueMask(TEST_TIME, 9)).map((card) => card.id),
        next: await tx.sentCards.nextMaskAt(),
        ofRequest: (await tx.sentCards.ofCorrelation('correlation-1')).map((card) => card.id).sort(),
      }));

      assert.deepEqual(found, { due: ['due'], next: TEST_TIME, ofRequest: ['due', 'masked', 'result'] });
    });

    it('loses what is old when it is pruned, and says how much', async () => {
      await world.store.transaction(async (tx) => {
        for (const [age, minutes] of [
          ['old', -1],
          ['young', 1],
        ] as const) {
          await tx.seenRequests.put(aSeenRequest({ id: age, at: at(minutes) }));
          await tx.questions.put(aQuestion({ id: age, expiresAt: at(minutes) }));
          await tx.sentCards.put(aSentCard({ id: age, createdAt: at(minutes) }));
          await tx.outbox.put(anOutboxRow({ id: age, state: 'sent', expiresAt: at(minutes) }));
          await tx.outbox.put(anOutboxRow({ id: `${age} but open`, expiresAt: at(minutes) }));
        }
      });

      const removed = await world.store.transaction((tx) => tx.prune(TEST_TIME));

      const left = await world.store.transaction((tx) =>
        Promise.all(
          ['old', 'young'].map(async (age) => [
            await tx.seenRequests.get(age),
            await tx.questions.get(age),
            await tx.sentCards.get(age),
            await tx.outbox.get(age),
            await tx.outbox.get(`${age} but open`),
          ]),
        ),
      );
      assert.equal(removed, 4);
      assert.deepEqual(
        left.map((records) => records.map((record) => record?.id)),
        [
          [undefined, undefined, undefined, undefined, 'old but open'],
          ['young', 'young', 'young', 'young', 'young but open'],
        ],
      );
    });
  });
}
