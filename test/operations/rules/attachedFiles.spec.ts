import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readNameList } from '../../../src/adapters/files/csvFiles.ts';
import { namesIn } from '../../../src/operations/bulk/fileNames.ts';
import { isFileHost } from '../../../src/teams/fileHosts.ts';
import { shownIn, type SwitchboardWorld } from '../../support/switchboardWorld.ts';
import { shownBy, worldPerTest } from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const ADA = "ada.o'neil@contoso.com";

const csv = (content: string, name = 'people.csv') => ({ file: { name, content } });

async function pinOf(world: SwitchboardWorld, upn: string): Promise<string | undefined> {
  return (await world.user(upn)).pin?.hash;
}

describe('a CSV file with a command', () => {
  const world = worldPerTest();
  afterEach(() => world().serving.batches.idle());

  for (const [line, content] of [
    ['reset PIN', `upn,department\n${AMOS},Finance\n${ADA},Finance\nnils,Sales\nnobody@contoso.com,\n`],
    [
      'reset PIN for the people in this file',
      `Name;User name\nX;${AMOS}\nY;${ADA}\nZ;nils\n?;nobody@contoso.com\n`,
    ],
    ['réinitialiser le code confidentiel', `${AMOS}\n${ADA}\nnils\nnobody@contoso.com\n`],
    [
      'Set-CsOnlineDialInConferencingUser -ResetLeaderPin',
      `Identity\r\n${AMOS}\r\n${ADA}\r\nnils\r\nnobody@contoso.com\r\n`,
    ],
  ] as const)
    it(`"${line}" is planned for whom the file names, and done after a yes`, async () => {
      const { adele } = world();
      const before = [await pinOf(world(), AMOS), await pinOf(world(), ADA)];

      const plan = shownIn(await adele.says(line, csv(content)));
      assert.match(plan, /Reset PIN for 2 people\?|Réinitialiser le code confidentiel pour 2 personnes/);
      assert.match(plan, /Nils None/, 'who cannot be changed is named');
      assert.match(plan, /nobody@contoso\.com/, 'who is not found is named');
      assert.deepEqual([await pinOf(world(), AMOS), await pinOf(world(), ADA)], before);

      await adele.says('yes');
      await world().serving.batches.idle();
      for (const upn of [AMOS, ADA]) assert.ok(!before.includes(await pinOf(world(), upn)), upn);
    });

  it('narrows what was said for everybody: the file says who', async () => {
    const plan = shownIn(await world().adele.says('reset PIN for all users', csv(`${AMOS}\n`)));
    assert.match(plan, /Reset PIN for 1 person\?/);
  });

  it('with bad rows names each of them by line, and offers the others', async () => {
    const { adele } = world();
    const before = [await pinOf(world(), AMOS), await pinOf(world(), ADA)];
    const content = `upn,department\n${AMOS},Finance\nx,y,z\n,Sales\n${ADA}\n`;
    const plan = shownIn(await adele.says('reset PIN', csv(content)));
    assert.match(plan, /Reset PIN for 1 person\?/);
    assert.match(plan, /1 person by name/, 'rows that name nobody are no people');
    assert.match(plan, /people\.csv:3, people\.csv:5/);
    assert.match(plan, /The row has 3 cells, the header 2/);
    assert.match(plan, /people\.csv:4/);
    assert.match(plan, /The row names nobody/);

    await adele.says('yes');
    await world().serving.batches.idle();
    assert.notEqual(await pinOf(world(), AMOS), before[0]);
    assert.equal(await pinOf(world(), ADA), before[1]);
  });

  it('with bad rows only changes nothing, and says why', async () => {
    const shown = shownIn(await world().adele.says('reset PIN', csv('upn,x\na,b,c\n,d\n')));
    assert.match(shown, /people\.csv:2/);
    assert.match(shown, /people\.csv:3/);
    assert.doesNotMatch(shown, /^Yes$/m);
  });

  for (const [form, bytes] of [
    [
      'windows-1252, as Excel saves plain CSV',
      Buffer.from('Namn;Ort\r\nFran\xe7ois Lef\xe8vre;Paris\r\n', 'latin1'),
    ],
    [
      'UTF-16, as Excel saves Unicode Text',
      Buffer.from('\ufeffName\tCity\r\nFrançois Lefèvre\tParis\r\n', 'utf16le'),
    ],
  ] as const)
    it(`is read in ${form}`, () => {
      const names = namesIn(readNameList('people.csv', bytes));
      assert.deepEqual(names, { names: ['François Lefèvre'], badRows: [] });
    });

  for (const [line, words] of [
    ['set default number to +46 8 465 004 00', /Set default number for 2 people\?[^]*\+46 8 465 004 00/],
    ['définir le numéro par défaut à +46 8 465 004 00', /pour 2 personnes[^]*\+46 8 465 004 00/],
    ['sätt standardnummer till +46 8 465 004 00', /för 2 personer[^]*\+46 8 465 004 00/],
    ['set provider to InterCall', /Set provider for 2 people\?(?![^]*new PIN)[^]*InterCall/],
    ['disallow toll-free calls', /2 people\?/],
    ['assign licence', /2 people by name/],
  ] as const)
    it(`says for whom: "${line}" need not`, async () => {
      const shown = shownIn(await world().adele.says(line, csv(`${AMOS}\nalex.wilber\n`)));
      assert.match(shown, words);
    });

  it('is only previewed where that was asked for', async () => {
    const plan = shownIn(await world().adele.says('what if reset PIN', csv(`${AMOS}\n${ADA}\n`)));
    assert.match(plan, /2 people/);
    assert.doesNotMatch(plan, /^Yes$/m);
  });

  for (const [what, line, given, words] of [
    ['no words', '', csv(`${AMOS}\n`), /names 1 person\. What is to be done/],
    ['words that ask for nothing to be done to people', 'settings', csv(`${AMOS}\n`), /What is to be done/],
    [
      'names beside the file',
      'reset PIN for ada',
      csv(`${AMOS}\n`),
      /The words name ada, and the file names others/,
    ],
    [
      'a department beside the file',
      'reset PIN for department Finance',
      csv(`${AMOS}\n`),
      /file names others/,
    ],
    ['an empty file', 'reset PIN', csv(''), /cannot be read|names nobody/],
    ['a file that names nobody', 'reset PIN', csv('upn\n\n'), /names nobody/],
    [
      'no column that names people',
      'reset PIN',
      csv('a,b\n1,2\n'),
      /no column that names people; it has: a, b/,
    ],
    ['an open quotation mark', 'reset PIN', csv('upn\na\n"b\n'), /cannot be read as CSV \(line 3\)/],
    ['another kind of file', 'reset PIN', csv('x', 'people.xlsx'), /people\.xlsx is not a CSV file/],
    ['more people than can be', 'reset PIN', csv(many()), /at most 10,000 are possible/],
    [
      'a file that is too large',
      'reset PIN',
      csv('x'.repeat(1024 * 1024 + 1)),
      /too large: at most 1,?024 KB/,
    ],
    [
      'several lines',
      'Get-CsOnlineDialInConferencingTenantSettings\nGet-CsOnlineDialInConferencingTenantSettings',
      csv('x'),
      /one command/,
    ],
  ] as const)
    it(`refuses ${what}, and changes nothing`, async () => {
      const before = await pinOf(world(), AMOS);
      assert.match(shownIn(await world().adele.says(line, given)), words);
      assert.equal(await pinOf(world(), AMOS), before);
    });

  it('is for admins: nobody else has anything fetched', async () => {
    const { amos, henri } = world();
    for (const person of [amos, henri])
      assert.match(shownIn(await person.says('reset PIN', csv(`${AMOS}\n`))), /needs the role admin/);
  });

  it('is for personal chats', async () => {
    const { adele, amos } = world();
    const group = world().teams.chat.group('Team', [adele.teams.person, amos.teams.person]);
    const bot = { id: world().teams.chat.bot.id, name: 'Switchboard' };
    const sent = await adele.says('@Switchboard reset PIN', {
      in: group,
      mentions: [bot],
      ...csv(`${AMOS}\n`),
    });
    assert.match(shownIn(sent), /personal chat/);
  });

  it('without a file, words that speak of one ask who is meant', async () => {
    assert.match(
      shownIn(await world().adele.says('reset PIN for the people in this file')),
      /Who is it about|people/i,
    );
  });

  describe('from elsewhere', () => {
    let server: Server;
    let asked: string[];
    let origin: string;
    before(async () => {
      server = createServer((request, response) => {
        asked.push(request.url ?? '');
        // In two steps: in the same process restify takes the chaining out of node's `writeHead`.
        if (request.url === '/moved.csv') response.writeHead(302, { Location: '/people.csv' });
        else if (request.url !== '/people.csv') response.writeHead(404);
        response.end(`${AMOS}\n`);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    beforeEach(() => (asked = []));
    after(() => void server.close());

    /** What the bot says to a file at an address, as clients other than Teams send one. */
    async function sends(contentUrl: string): Promise<string> {
      const { adele } = world();
      const activity = { ...(await lastOf(adele)), id: `file ${contentUrl}`, text: 'reset PIN' };
      await adele.teams.redelivers({
        ...activity,
        attachments: [{ contentType: 'text/csv', contentUrl, name: 'people.csv' }],
      });
      return shownIn(adele.unread());
    }

    async function lastOf(person: SwitchboardWorld['adele']) {
      await person.says('hello');
      return person.chat.messages.find((message) => message.author !== 'bot')!.activity;
    }

    it('is read from this machine in local mode', async () => {
      assert.match(await sends(`${origin}/people.csv`), /Reset PIN for 1 person\?/);
    });

    it('follows no redirection', async () => {
      assert.match(await sends(`${origin}/moved.csv`), /could not be fetched/);
      assert.deepEqual(asked, ['/moved.csv']);
    });

    it('says so when it is not there', async () => {
      assert.match(await sends(`${origin}/gone.csv`), /could not be fetched/);
    });

    it('fetches nothing from another host', async () => {
      assert.match(await sends('http://files.example/people.csv'), /does not come from where files/);
    });
  });

  for (const [url, may] of [
    ['https://contoso-my.sharepoint.com/personal/a/_layouts/15/download.aspx?x=1', true],
    ['https://contoso.sharepoint.us/a.csv', true],
    ['http://contoso.sharepoint.com/a.csv', false],
    ['https://sharepoint.com.evil.example/a.csv', false],
    ['https://evilsharepoint.com/a.csv', false],
    ['https://x:y@contoso.sharepoint.com/a.csv', false],
    ['https://127.0.0.1/a.csv', false],
    ['file:///etc/passwd', false],
    ['nonsense', false],
  ] as const)
    it(`${may ? 'fetches' : 'does not fetch'} ${url} of a real organisation`, () => {
      assert.equal(isFileHost(url, false), may);
    });

  it('cells stay names: nothing in them is run or rendered', async () => {
    const { adele } = world();
    const shown = shownIn(
      await adele.says('reset PIN', csv(`name\n"=1+1"\n"**x** [a](http://b)"\n${AMOS}\n`)),
    );
    assert.match(shown, /Reset PIN for 1 person/);
    assert.match(shownBy(await adele.presses('Show everybody')), /=1\+1/);
  });
});

/** More names than one file may have. */
function many(): string {
  return Array.from({ length: 10_001 }, (_one, at) => `p${at}@contoso.com\n`).join('');
}
