import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { aTeamsMessage } from '../support/teamsPayloads.ts';

/** Activities and command lines in all; the same ones every time. */
const LINES = 7_000;
const ACTIVITIES = 3_000;
/** Requests under way at once. */
const WIDTH = 20;
const SEED = 20_261_123;

const CMDLETS = [
  'Set-CsOnlineDialInConferencingUser -id amos -ResetLeaderPIN',
  'Set-CsOnlineDialInConferencingUser amos -ConferenceId 8271965 -Confirm:$false -SendEmail',
  'Set-CsOnlineDialInConferencingTenantSettings -PinLength 6 -AutomaticallySendEmailsToUsers $false',
  'Get-CsOnlineDialInConferencingUser -ResultSize 5',
  'Remove-CsOnlineDialInConferencingTenantSettings -Force',
];
const phrases = LANGUAGES.flatMap((language) =>
  Object.entries(readLocales('locales')[language].texts)
    .filter(([key]) => key.startsWith('example.'))
    .map(([, text]) => text),
);
const real = fc.constantFrom(...phrases, ...CMDLETS, 'yes', 'nej', 'what if reset pin for amos and ada');

/** Real lines with pieces cut out, doubled or replaced by anything. */
const mutated = fc
  .tuple(
    real,
    fc.nat(80),
    fc.nat(20),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('"', '«', '$(', '|', "d'", '@', ';', '\u202e', '\u0000'),
    ),
  )
  .map(([line, at, length, piece]) => line.slice(0, at) + piece + line.slice(at + length));
const anyLine = fc.oneof(
  { weight: 3, arbitrary: mutated },
  { weight: 1, arbitrary: real },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);

/** A real activity with one field replaced by any JSON value. */
const anyChange = fc.tuple(
  fc.constantFrom(
    'type',
    'text',
    'value',
    'from',
    'recipient',
    'conversation',
    'entities',
    'channelData',
    'locale',
    'channelId',
    'id',
    'name',
    'membersAdded',
    'replyToId',
    'attachments',
    'timestamp',
    'textFormat',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

describe('anything at all', () => {
  let world: SwitchboardWorld;
  before(async () => {
    world = await SwitchboardWorld.start({ LOG_LEVEL: 'warn' });
  });
  after(() => world.close());

  /** Posts activities, some at a time; gives each one's status and how many messages it was answered with. */
  async function post(activities: object[]): Promise<number[]> {
    const statuses: number[] = [];
    const queue = activities.entries();
    await Promise.all(
      Array.from({ length: WIDTH }, async () => {
        for (const [at, activity] of queue) {
          const response = await fetch(`http://127.0.0.1:${world.serving.port}/api/messages`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(activity),
          });
          await response.arrayBuffer();
          statuses[at] = response.status;
        }
      }),
    );
    return statuses;
  }

  /** A message of somebody with a conversation of their own in the stand-in. */
  function messageOf(person: typeof world.adele, id: string, changes: object) {
    const { memberId, objectId, name } = person.teams.person;
    const from = { id: memberId, name, aadObjectId: objectId };
    return {
      ...aTeamsMessage(''),
      serviceUrl: world.teams.serviceUrl,
      conversation: { id: person.chat.id, conversationType: 'personal', tenantId: 'any' },
      from,
      id,
      ...changes,
    };
  }

  it(`answers ${LINES} lines, each with a card and without a failure`, async function () {
    this.timeout(240_000);
    const lines = fc.sample(anyLine, { numRuns: LINES, seed: SEED });
    const people = [world.adele, world.amos, world.henri];
    const activities = lines.map((text, at) =>
      messageOf(people[at % 3] ?? world.adele, `line-${at}`, { text }),
    );
    let answers = 0;
    let failures = 0;
    const unsubscribe = world.teams.chat.subscribe(({ kind, author, activity }) => {
      if (kind !== 'posted' || author !== 'bot') return;
      answers += 1;
      if (JSON.stringify(activity).includes('Something went wrong')) failures += 1;
    });

    const statuses = await post(activities);
    unsubscribe();

    assert.deepEqual([...new Set(statuses)], [200]);
    assert.equal(failures, 0);
    assert.ok(answers >= LINES, `${answers} answers to ${LINES} lines`);
  });

  it(`takes ${ACTIVITIES} activities with a field of any kind, and answers 2xx or 4xx`, async function () {
    this.timeout(240_000);
    const changes = fc.sample(anyChange, { numRuns: ACTIVITIES, seed: SEED });
    const activities = changes.map(([field, value], at) =>
      messageOf(world.adele, `activity-${at}`, { text: 'help', [field]: value }),
    );

    const statuses = await post(activities);

    const wrong = [...new Set(statuses.filter((status) => status >= 500 || status < 200))];
    assert.deepEqual(wrong, []);
  });

  it('leaves the store as it must be, and no bug in the log', async () => {
    const { rows } = await world.serving.store.transaction((tx) => tx.users.list({}, 0, 100));

    const ids = rows.map((user) => user.conferenceId).filter((id) => id !== null);
    assert.equal(rows.length, 12);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      world.logged.filter((line) => /an operation failed|a turn failed|could not be recorded/.test(line)),
      [],
    );
  });
});
