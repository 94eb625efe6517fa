import assert from 'node:assert/strict';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { utimesSync } from 'node:fs';
import sinon from 'sinon';
import { StoreUnusableError, type Store } from '../../../src/ports/store.ts';
import { aUser } from '../../support/builders.ts';
import { DataFolder, eventually } from './dataFolder.ts';

describe('the lowdb store when the disk fails', () => {
  let folder: DataFolder;
  let handles: FileHandle;

  before(async () => {
    const handle = await open('/dev/null');
    handles = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
  });

  beforeEach(async () => {
    folder = await DataFolder.create();
  });

  afterEach(async () => {
    sinon.restore();
    await folder.remove();
  });

  const amos = aUser();
  const fault = (code: string) => Object.assign(new Error(`${code}: the system's words`), { code });
  const put = (store: Store, key: string) =>
    store.transaction((tx) => tx.users.put(aUser({ key, upn: `${key}@contoso.com`, conferenceId: null })));

  for (const [operation, code, words] of [
    ['appendFile', 'ENOSPC', 'the disk is full'],
    ['datasync', 'EIO', 'the disk reported an error'],
  ] as const) {
    it(`acknowledges nothing more after ${operation} failed with ${code}`, async () => {
      const store = await folder.open();
      await put(store, 'good');
      const failing = sinon.stub(handles, operation).rejects(fault(code));
      const refused = (error: unknown) =>
        error instanceof StoreUnusableError && error.message.includes(words);

      const together = await Promise.allSettled([put(store, 'a'), put(store, 'b'), put(store, 'c')]);
      failing.restore();

      for (const result of together) assert.ok(result.status === 'rejected' && refused(result.reason));
      await assert.rejects(put(store, 'd'), refused);
      await assert.rejects(
        store.transaction((tx) => tx.users.get('good')),
        refused,
      );
    });
  }

  it('keeps everything that was acknowledged before the disk was full', async () => {
    const store = await folder.open();
    await put(store, 'good');
    const failing = sinon.stub(handles, 'appendFile').rejects(fault('ENOSPC'));
    await assert.rejects(put(store, 'lost'));
    failing.restore();
    await store.close().catch(() => undefined);

    const again = await folder.open();

    const users = await again.transaction((tx) => tx.users.list({}, 0, 9));
    assert.deepEqual(
      users.rows.map((user) => user.key),
      ['good'],
    );
  });

  it('goes on with its journal when a snapshot cannot be written', async () => {
    const store = await folder.open();
    await store.transaction((tx) => tx.users.put(amos));
    const failing = sinon.stub(handles, 'sync').rejects(fault('ENOSPC'));

    await assert.rejects(store.checkpoint(), /the disk is full/);
    failing.restore();
    await put(store, 'after');
    await store.close();

    assert.equal(folder.log.lines.at(-1)?.level, 'error');
    const again = await folder.open();
    const { total } = await again.transaction((tx) => tx.users.list({}, 0, 9));
    assert.equal(total, 2);
    assert.ok(!(await folder.names()).some((name) => name.startsWith('snapshot')));
  });

  it('tries a snapshot that failed again after five minutes', async () => {
    const store = await folder.open();
    await store.transaction((tx) => tx.users.put(amos));
    const failing = sinon.stub(handles, 'sync').rejects(fault('ENOSPC'));
    await assert.rejects(store.checkpoint());
    failing.restore();
    folder.clock.jump(9 * 60 * 60_000);
    await store.close();

    const again = await folder.open();
    await folder.clock.pass(5 * 60_000);

    await eventually(async () =>
      assert.ok((await folder.names()).some((name) => name.startsWith('snapshot'))),
    );
    await again.close();
  });

  it('cannot be opened where nothing may be written, and says where', async () => {
    const refused = (error: unknown) =>
      error instanceof StoreUnusableError &&
      error.message.includes(folder.path) &&
      /read-only/.test(error.message);
    sinon.stub(handles, 'truncate').rejects(fault('EROFS'));

    await assert.rejects(folder.open(), refused);
  });

  it('acknowledges nothing more once another process has taken its lock', async function () {
    this.timeout(10_000);
    const store = await folder.open();
    await put(store, 'good');

    utimesSync(folder.file('lock'), new Date(), new Date(Date.now() + 60_000));
    await eventually(() => assert.ok(folder.log.lines.some((line) => /lock/.test(line.text))));

    await assert.rejects(put(store, 'late'), /lock .* was lost/);
  });

  it('acknowledges nothing more once its lock was removed', async () => {
    const store = await folder.open();
    await put(store, 'good');

    await rename(folder.file('lock'), folder.file('elsewhere'));
    await eventually(() => assert.ok(folder.log.lines.some((line) => /lock/.test(line.text))));

    await assert.rejects(put(store, 'late'), /lock .* was lost/);
  });
});
