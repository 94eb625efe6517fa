import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { encodeLine } from '../../../src/adapters/lowdb/line.ts';
import { SCHEMA_VERSION } from '../../../src/adapters/lowdb/migrations.ts';
import { StoreUnusableError, type Store } from '../../../src/ports/store.ts';
import { aUser } from '../../support/builders.ts';
import { DataFolder } from './dataFolder.ts';

const JOURNAL = 'journal-000001.jsonl';

describe('recovery of the lowdb store', () => {
  let folder: DataFolder;

  beforeEach(async () => {
    folder = await DataFolder.create();
  });

  afterEach(() => folder.remove());

  const person = (number: number) =>
    aUser({
      key: `user-${number}`,
      upn: `user${number}@contoso.com`,
      conferenceId: String(1_000_000 + number),
    });
  const put = (store: Store, number: number) => store.transaction((tx) => tx.users.put(person(number)));
  const keysIn = async (store: Store) =>
    (await store.transaction((tx) => tx.users.list({}, 0, 100))).rows.map((user) => user.key).sort();
  const writePeople = async (
    count: number,
    after?: (store: Awaited<ReturnType<DataFolder['open']>>, number: number) => Promise<void>,
  ) => {
    const store = await folder.open();
    for (let number = 1; number <= count; number += 1) {
      await put(store, number);
      await after?.(store, number);
    }
    await store.close();
  };
  const refusal =
    (...parts: readonly (string | RegExp)[]) =>
    (error: unknown) =>
      error instanceof StoreUnusableError &&
      parts.every((part) =>
        typeof part === 'string' ? error.message.includes(part) : part.test(error.message),
      );

  it('finds exactly the whole transactions wherever the last two lines of the journal are cut', async () => {
    await writePeople(4);
    const whole = await folder.read(JOURNAL);
    const ends = [...whole.keys()].filter((at) => whole[at] === 10).map((at) => at + 1);

    for (let length = ends[2]!; length <= whole.length; length += 1) {
      await folder.write(JOURNAL, whole.subarray(0, length));
      const store = await folder.open();
      const keys = await keysIn(store);
      await store.close();

      const lines = ends.filter((end) => end <= length).length;
      assert.equal(keys.length, lines - 1, `cut to ${length} bytes`);
      assert.deepEqual(
        await folder.read(JOURNAL),
        whole.subarray(0, ends[lines - 1]),
        'only the torn end goes',
      );
    }
  });

  it('goes on after a torn end without losing what comes later', async () => {
    await writePeople(2);
    const whole = await folder.read(JOURNAL);
    await folder.write(JOURNAL, whole.subarray(0, -5));

    const store = await folder.open();
    await put(store, 7);
    await store.close();

    assert.deepEqual(await keysIn(await folder.open()), ['user-1', 'user-7']);
    assert.equal(folder.log.lines.filter((line) => line.level === 'warn').length, 1);
  });

  it('takes zeros at the end for what a crash of the machine left unwritten', async () => {
    await writePeople(2);
    const whole = await folder.read(JOURNAL);

    await folder.write(JOURNAL, Buffer.concat([whole, Buffer.alloc(4096)]));

    assert.deepEqual(await keysIn(await folder.open()), ['user-1', 'user-2']);
  });

  it('starts anew in a journal whose very first line was torn', async () => {
    await folder.write(JOURNAL, '12345678 {"file":"jour');

    const store = await folder.open();
    await put(store, 1);
    await store.close();

    assert.deepEqual(await keysIn(await folder.open()), ['user-1']);
  });

  it('refuses a journal in which any bit of any line before the last was flipped, and leaves it as it is', async () => {
    await writePeople(4);
    const whole = await folder.read(JOURNAL);
    const ends = [...whole.keys()].filter((at) => whole[at] === 10).map((at) => at + 1);
    const step = 61;

    for (let bit = 0; bit < ends[3]! * 8; bit += step) {
      const damaged = Buffer.from(whole);
      const at = bit >> 3;
      damaged[at] = damaged[at]! ^ (1 << (bit & 7));
      await folder.write(JOURNAL, damaged);
      const line = ends.findIndex((end) => at < end) + 1;

      await assert.rejects(
        folder.open(),
        refusal(JOURNAL, `line ${line}: `, 'Nothing was changed'),
        `bit ${bit}`,
      );
      assert.deepEqual(await folder.read(JOURNAL), damaged);
    }
  });

  it('refuses a last line that is whole but wrong: it may have been acknowledged', async () => {
    await writePeople(2);
    const whole = await folder.read(JOURNAL);
    whole[whole.length - 20] = whole[whole.length - 20]! ^ 1;
    await folder.write(JOURNAL, whole);

    await assert.rejects(folder.open(), refusal(JOURNAL, 'line 3: '));
  });

  it('refuses a journal from which a line was taken', async () => {
    await writePeople(3);
    const lines = (await folder.read(JOURNAL)).toString().split('\n');

    await folder.write(JOURNAL, lines.filter((_, at) => at !== 2).join('\n'));

    await assert.rejects(folder.open(), refusal(JOURNAL, 'line 3: ', 'transaction 2 is missing'));
  });

  it('refuses a journal that was edited by hand', async () => {
    await writePeople(2);
    const text = (await folder.read(JOURNAL)).toString();

    await folder.write(JOURNAL, text.replace('user1@contoso.com', 'user1@fabrikam.com'));

    await assert.rejects(folder.open(), refusal(JOURNAL, 'line 2: ', 'changed after it was written'));
  });

  it('says which field of which record does not fit', async () => {
    await writePeople(1);
    const text = (await folder.read(JOURNAL)).toString();
    const record = { n: 2, changes: [['users', 'user-2', { ...person(2), conferenceId: '12' }]], audit: [] };

    await folder.write(JOURNAL, text + encodeLine(JSON.stringify(record)));

    await assert.rejects(folder.open(), refusal(JOURNAL, 'line 3: ', 'conferenceId'));
  });

  it('refuses two people with the same conference ID', async () => {
    await writePeople(1);
    const text = (await folder.read(JOURNAL)).toString();
    const record = {
      n: 2,
      changes: [['users', 'user-2', { ...person(2), conferenceId: '1000001' }]],
      audit: [],
    };

    await folder.write(JOURNAL, text + encodeLine(JSON.stringify(record)));

    await assert.rejects(folder.open(), refusal(folder.path, 'user-2', 'duplicate conferenceId'));
  });

  for (const [what, file] of [
    ['snapshot', 'snapshot-000002.jsonl'],
    ['journal', 'journal-000002.jsonl'],
  ] as const) {
    it(`refuses a ${what} of a newer version`, async () => {
      await writePeople(1, (store) => store.checkpoint());
      const [header, ...rest] = (await folder.read(file)).toString().split('\n');
      const newer = { ...(JSON.parse(header!.slice(9)) as object), version: SCHEMA_VERSION + 1 };

      await folder.write(file, encodeLine(JSON.stringify(newer)) + rest.join('\n'));

      await assert.rejects(folder.open(), refusal(file, 'line 1: ', 'newer version'));
    });
  }

  it('refuses a snapshot that was cut anywhere', async () => {
    await writePeople(3, (store) => store.checkpoint());
    const whole = await folder.read('snapshot-000004.jsonl');

    for (let length = 0; length < whole.length; length += 97) {
      await folder.write('snapshot-000004.jsonl', whole.subarray(0, length));
      await assert.rejects(folder.open(), refusal('snapshot-000004.jsonl', /line \d/));
    }
  });

  it('tells how to start from the snapshot before, and nothing is lost that way', async () => {
    await writePeople(4, async (store, number) => (number < 4 ? store.checkpoint() : undefined));
    await folder.write('snapshot-000004.jsonl', '00000000 {}\n');

    await assert.rejects(
      folder.open(),
      refusal('snapshot-000004.jsonl', 'line 1: ', /move .*snapshot-000004.jsonl away/),
    );
    await rename(folder.file('snapshot-000004.jsonl'), folder.file('away'));

    assert.deepEqual(await keysIn(await folder.open()), ['user-1', 'user-2', 'user-3', 'user-4']);
  });

  it('refuses a folder from which a journal was taken', async () => {
    await writePeople(3, (store) => store.checkpoint());
    await rename(folder.file('snapshot-000004.jsonl'), folder.file('away'));
    await rename(folder.file('journal-000003.jsonl'), folder.file('gone'));

    await assert.rejects(folder.open(), refusal('journal-000003.jsonl is missing'));
  });

  it('starts from a snapshot alone, as a backup gives it', async () => {
    await writePeople(2, (store) => store.checkpoint());
    const snapshot = await folder.read('snapshot-000003.jsonl');
    const restored = await DataFolder.create();
    await restored.write('snapshot-000003.jsonl', snapshot);

    try {
      const store = await restored.open();
      await put(store, 9);
      await store.close();
      assert.deepEqual(await keysIn(await restored.open()), ['user-1', 'user-2', 'user-9']);
    } finally {
      await restored.remove();
    }
  });

  it('refuses a folder that is a file', async () => {
    await folder.write('file', 'text');

    await assert.rejects(
      folder.open({ folder: folder.file('file') }),
      refusal(folder.file('file'), 'not a folder'),
    );
  });
});
