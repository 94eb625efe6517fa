import assert from 'node:assert/strict';
import { cardOf, type WireActivity } from '../../../src/simulator/wire.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import {
  changeUser,
  mailsTo,
  noticesTo,
  recordOf,
  saidIn,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';

/** The texts of a card that a client renders as Markdown. */
function markdownOf(activities: readonly WireActivity[]): string {
  return shownIn(activities);
}

describe('people are named', () => {
  const world = worldPerTest();

  for (const [name, shown] of [
    ['amos.marble@contoso.com', 'Amos Marble'],
    ['AMOS.MARBLE@CONTOSO.COM', 'Amos Marble'],
    ['amos.marble', 'Amos Marble'],
    ['Amos Marble', 'Amos Marble'],
    ['marble', 'Amos Marble'],
    ['francois', 'François Lefèvre'],
    ['LEFEVRE', 'François Lefèvre'],
    ['asa', 'Åsa Lindström'],
    ["o'neil", "Ada O'Neil-Łukasz"],
    ['lukasz', "Ada O'Neil-Łukasz"],
    ['oberg', 'Alex Öberg'],
  ] as const) {
    it(`as "${name}"`, async () => {
      assert.ok(shownIn(await world().adele.says(`show ${name}`)).startsWith(shown));
      assert.ok(
        shownIn(
          await world().adele.says(`Get-CsOnlineDialInConferencingUser -Identity "${name}"`),
        ).startsWith(shown),
      );
    });
  }

  it('are listed by page, and narrowed', async () => {
    const { adele } = world();
    assert.match(shownIn(await adele.says('list users')), /12 people[^]*Page 1 of 2/);
    assert.match(shownIn((await adele.presses('Next page')).sent), /Page 2 of 2/);
    assert.match(shownIn(await adele.says('list users provider InterCall')), /1 person[^]*Tara Third/);
    assert.match(shownIn(await adele.says('list users without mailbox')), /1 person[^]*Max Nomail/);
    assert.match(shownIn(await adele.says('list users department Finance')), /3 people/);
    assert.match(
      shownIn(await adele.says('Get-CsOnlineDialInConferencingUser -ResultSize 2')),
      /Page 1 of 6/,
    );
  });
});

const EVIL = [
  '<at>Adele</at> **bold** [x](https://evil.example)',
  '${title} ${$root.language}',
  '{{DATE(2026-11-23T10:00:00Z,SHORT)}} _u_ `c`',
  `"quotes" 'single' “smart” & <script>alert(1)</script>`,
  '{name} {count, plural, other {#}} # not a heading',
  '👩‍💻 Émilie 🦄',
] as const;

describe('names of people are data', () => {
  const world = worldPerTest();

  for (const displayName of EVIL) {
    it(`nothing is rendered of ${displayName}`, async () => {
      const { adele, amos } = world();
      await amos.says('hello');
      await changeUser(world(), AMOS, { displayName });
      const sent = [
        ...(await adele.says('show amos.marble')),
        ...(await adele.says('list users')),
        ...(await adele.says('reset PIN for amos.marble')),
        ...(await adele.says('reset conference ID for amos.marble')),
        ...(await adele.says('history amos.marble')),
        ...(await adele.says('deliveries')),
        ...(await amos.says('hello')),
      ];
      const pressed = shownBy(await adele.presses('Yes'));
      await told(world());

      for (const text of [markdownOf(sent), pressed, markdownOf(amos.unread())]) {
        assert.doesNotMatch(text, /(?<!\\)<at>|(?<!\\)\[x|(?<!\\)\*\*bold|(?<!\\)\{\{DATE|(?<!\\)<script/);
        assert.doesNotMatch(text, /(?<!\\)`c/);
      }
      const first = markdownOf(sent.slice(0, 1)).split('\n')[0] ?? '';
      assert.equal(first.replace(/\\(?=[^\p{L}\p{N}\s])/gu, ''), displayName, 'it stands as it is');
      for (const mail of await mailsTo(world(), AMOS)) {
        assert.doesNotMatch(mail.html || '', /<script|<at>|<a href="https:\/\/evil/);
        assert.ok((mail.text ?? '').includes(displayName), 'the text part has it as it is');
        assert.doesNotMatch(mail.subject ?? '', /evil|script/);
      }
      assert.ok((await recordOf(world(), AMOS)).some(({ people }) => people[0]?.name === displayName));
    });
  }

  it('nothing is rendered of what somebody typed', async () => {
    const { adele } = world();
    for (const name of EVIL) {
      const [answer] = await adele.says(
        `Get-CsOnlineDialInConferencingUser -Identity '${name.replaceAll("'", "''")}'`,
      );
      assert.ok(answer && cardOf(answer));
      assert.doesNotMatch(markdownOf([answer]), /(?<!\\)<at>|(?<!\\)\[x|(?<!\\)\{\{DATE|(?<!\\)<script/);
    }
  });

  it('a name is no way to somebody’s rights', async () => {
    await changeUser(world(), AMOS, { displayName: 'Adele Vance' });
    const { amos } = world();
    assert.match(shownIn(await amos.says('reset PIN for henri')), /needs the role/);
    assert.deepEqual(await noticesTo(world(), 'henri.help@contoso.com'), []);
  });

  it('a sender’s name cannot put anything into the head of a mail', async () => {
    const { adele } = world();
    const line = 'Set-CsOnlineDialInConferencingUser amos -SendEmail -SendEmailFromAddress it@contoso.com';
    await adele.says(`${line} -SendEmailFromDisplayName "IT\r\nBcc: evil@example.com"`);
    await adele.says(`${line} -SendEmailFromDisplayName 'IT <evil@example.com>, x'`);
    await told(world());
    for (const mail of await mailsTo(world(), AMOS)) {
      assert.equal(mail.bcc, undefined);
      assert.equal([...(mail.from?.value ?? [])].length, 1);
      assert.equal(mail.from?.value[0]?.address, 'it@contoso.com');
      assert.ok(saidIn(mail).includes('8271964'));
    }
  });
});
