import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLowdbStore } from '../../src/adapters/lowdb/store.ts';
import { anAuditRow, aUser } from '../support/builders.ts';
import { runCommand, type Run } from '../support/builtProgram.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { FakeLog } from '../support/fakeLog.ts';

describe('npm run history', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-history-'));
    const store = await openLowdbStore({ folder, clock: new FakeClock(), log: new FakeLog() });
    await store.transaction(async (tx) => {
      const amos = aUser({ pin: null });
      const evil = { key: 'evil', name: '=cmd|"/c calc"!A1' };
      const about = { people: [{ key: amos.key, name: amos.displayName }] };
      await tx.users.put(amos);
      await tx.users.put(aUser({ displayName: 'Amos Öberg', conferenceId: '1234567', pin: null }));
      await tx.audit.append(anAuditRow({ ...about, id: 'october', at: '2026-10-31T23:59:59.000Z' }));
      await tx.audit.append(
        anAuditRow({
          ...about,
          id: 'november',
          at: '2026-11-01T00:00:00.000Z',
          operation: 'setConferenceId',
          before: { conferenceId: '8271964' },
          after: { conferenceId: '8271965' },
        }),
      );
      await tx.audit.append(anAuditRow({ id: 'evil', at: '2026-11-02T00:00:00.000Z', people: [evil] }));
    });
    await store.close();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Runs the command on the data folder of the test. */
  function run(...args: string[]): Promise<Run> {
    return runCommand('history', args, { DATA_DIR: folder });
  }

  it('writes everything as CSV, the oldest first, and nothing that a spreadsheet would run', async () => {
    const { code, out } = await run();

    const [header, ...lines] = out.trimEnd().split('\n');
    assert.equal(code, 0);
    assert.match(header ?? '', /^at,who,role,operation,people,outcome,/);
    assert.deepEqual(
      lines.map((line) => line.slice(0, 10)),
      ['2026-10-31', '2026-11-01', '2026-11-02'],
    );
    assert.ok(lines[1]?.includes('"{""conferenceId"":""8271964""}","{""conferenceId"":""8271965""}"'));
    assert.ok(lines[2]?.includes(`,"'=cmd|""/c calc""!A1",`), lines[2]);
  });

  it('writes what is asked for', async () => {
    const { out } = await run(
      ...['--person', 'amos.marble@contoso.com', '--from', '2026-11-01', '--to', '2026-11-30'],
      ...['--operation', 'setConferenceId'],
    );

    assert.equal(out.trimEnd().split('\n').length, 2);
    assert.match(out, /setConferenceId,Amos Marble/);
  });

  for (const [args, words] of [
    [['--person', 'nobody'], /Nobody is called “nobody”/],
    [['--by', 'amos'], /Several people are called “amos”/],
    [['--from', 'yesterday'], /“yesterday” is not a day such as 2026-11-24/],
    [['--operation', 'fly'], /There is no operation fly/],
    [['--nonsense'], /nonsense/],
  ] as const) {
    it(`says what is wrong with ${args.join(' ')}`, async () => {
      const { code, out, err } = await run(...args);

      assert.equal(code, 1);
      assert.equal(out, '');
      assert.match(err, words);
      assert.doesNotMatch(err, /\n\s+at /);
    });
  }
});
