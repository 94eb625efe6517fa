import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { cardOf, type WireActivity } from '../../src/simulator/wire.ts';
import { textOf } from '../support/teamsCards.ts';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { aTeamsMessage } from '../support/teamsPayloads.ts';

/** Activities and command lines in all; the same ones every time, and more with `FUZZ_LINES`. */
const LINES = Number(process.env['FUZZ_LINES'] ?? 3_000);
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

/** Whether a message is the card with a new PIN. */
function isPinCard(activity: WireActivity): boolean {
  return JSON.stringify(activity.attachments ?? []).includes('"hidePin"');
}

/** A line of the log without the numbers that every line has. */
function wordsOf(line: string): string {
  const { time: _time, pid: _pid, port: _port, ...rest } = JSON.parse(line) as Record<string, unknown>;
  return JSON.stringify(rest);
}

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
  function messageOf(person: typeof world.adele, id: string, changes: { text: string }) {
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

  it(`answers ${LINES} lines, each with one card, without a failure, and without a PIN in the log`, async function () {
    this.timeout(240_000);
    const lines = fc.sample(anyLine, { numRuns: LINES, seed: SEED });
    const people = [world.adele, world.amos, world.henri];
    const activities = lines.map((text, at) =>
      messageOf(people[at % 3] ?? world.adele, `line-${at}`, { text }),
    );
    const sent: WireActivity[] = [];
    const unsubscribe = world.teams.chat.subscribe(({ kind, author, activity }) => {
      if (kind === 'posted' && author === 'bot' && activity) sent.push(activity);
    });

    const statuses = await post(activities);
    unsubscribe();

    assert.deepEqual([...new Set(statuses)], [200]);
    assert.deepEqual(
      sent.filter((activity) => JSON.stringify(activity).includes('Something went wrong')),
      [],
    );
    const answers = new Map<string, number>();
    for (const { replyToId = '' } of sent.filter((activity) => !isPinCard(activity)))
      answers.set(replyToId, (answers.get(replyToId) ?? 0) + 1);
    const wrong = activities.filter(({ id }) => answers.get(id) !== 1);
    const unsent = world.logged.filter((line) => line.includes('could not be sent'));
    assert.deepEqual(
      { wrong: wrong.map(({ id, text }) => [text, answers.get(id)]), unsent },
      { wrong: [], unsent: [] },
    );
    const pins = sent
      .filter(isPinCard)
      .map((activity) => /\b\d{4,12}\b/.exec(textOf(cardOf(activity)))?.[0] ?? '');
    assert.ok(pins.length > 0, 'some lines did reset a PIN');
    assert.deepEqual(
      world.logged.filter((line) => pins.some((pin) => new RegExp(`\\b${pin}\\b`).test(wordsOf(line)))),
      [],
    );
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
    // Words in any order add people as well; nobody is there twice, and an admin always is.
    assert.equal(new Set(rows.map((user) => user.upn.toLowerCase())).size, rows.length);
    const roles = await world.serving.store.transaction((tx) => tx.roles.list());
    assert.ok(roles.some(({ role }) => role === 'admin'));
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      world.logged.filter((line) => /an operation failed|a turn failed|could not be recorded/.test(line)),
      [],
    );
  });
});
