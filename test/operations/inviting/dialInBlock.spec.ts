import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import {
  withDialIn,
  type BlockChange,
  type DialInDetails,
  type Invitation,
} from '../../../src/operations/inviting/dialInBlock.ts';

const OLD = '8271964';
const NEW = '1234567';
const FOREIGN = '5556667';

const words: BlockChange['words'] = {
  en: {
    title: 'Join by phone',
    conferenceId: 'Conference ID: {conferenceId}',
    passcode: 'Passcode: {passcode}',
  },
  fr: {
    title: 'Participer par téléphone',
    conferenceId: 'ID de conférence : {conferenceId}',
    passcode: 'Code secret : {passcode}',
  },
  sv: {
    title: 'Delta per telefon',
    conferenceId: 'Konferens-ID: {conferenceId}',
    passcode: 'Kod: {passcode}',
  },
};

const details: DialInDetails = {
  numbers: ['+4684650040', '+18665550123'],
  conferenceId: NEW,
  passcode: null,
};

function aChange(change: Partial<BlockChange> = {}): BlockChange {
  return { ids: [OLD], details, words, append: null, ...change };
}

const takeOut = aChange({ details: null });
const dynamic = aChange({ details: { ...details, conferenceId: null } });

/** Changes an invitation, and makes sure that a second time changes nothing. */
function changed(format: Invitation['format'], body: string, change = aChange()): string {
  const once = withDialIn({ format, body }, change);
  const twice = withDialIn({ format, body: once.body }, change);
  assert.equal(twice.body, once.body);
  if (change.details && once.body !== body) assert.ok(twice.found >= 1);
  return once.body;
}

const html = (body: string, change?: BlockChange) => changed('html', body, change);
const text = (body: string, change?: BlockChange) => changed('text', body, change);

/** The tags that HTML opens and never closes, and those it closes without having opened them. */
function unbalanced(source: string): string[] {
  const faults: string[] = [];
  const parser = new Parser({
    onopentag: (name, _, isImplied) => isImplied && faults.push(`</${name}>`),
    onclosetag: (name, isImplied) =>
      isImplied && !['br', 'img', 'hr'].includes(name) && faults.push(`<${name}>`),
  });
  parser.end(source);
  return faults;
}

/** What is read of HTML. */
function read(source: string): string {
  let seen = '';
  const parser = new Parser({ ontext: (part) => (seen += part) });
  parser.end(source);
  return seen;
}

describe('the dial-in block of an invitation in plain text', () => {
  it('gets the numbers and the ID that a person has now', () => {
    const body = 'Hi\n\nJoin by phone\n+1 425 555 0100\nConference ID: 8271964\n\nBest';
    const expected = 'Hi\n\nJoin by phone\n+46 8 465 00 40\n+1 866 555 0123\nConference ID: 1234567\n\nBest';
    assert.equal(text(body), expected);
  });

  it('keeps its newlines, its indentation and how its ID is grouped', () => {
    const body = '> Join by phone\r\n> +1 425 555 0100\r\n> Conference ID: 827-196-4#\r\n';
    const expected =
      '> Join by phone\r\n> +46 8 465 00 40\r\n> +1 866 555 0123\r\n> Conference ID: 123-456-7#\r\n';
    assert.equal(text(body), expected);
  });

  it('loses surplus numbers', () => {
    const body = 'Join by phone\n+1 425 555 0100\n+1 425 555 0101\n+1 425 555 0102\nConference ID: 8271964\n';
    const one = aChange({ details: { ...details, numbers: ['+4684650040'] } });
    assert.equal(text(body, one), 'Join by phone\n+46 8 465 00 40\nConference ID: 1234567\n');
  });

  it('may be the one of Teams as Outlook writes it without HTML', () => {
    const body =
      'Or call in (audio only)\n+1 425-555-0100,,8271964#<tel:+14255550100,,8271964#>   United States, Redmond\n' +
      '(866) 555-0100,,8271964#<tel:+18665550100,,8271964#>   United States (Toll-free)\n' +
      'Phone Conference ID: 827 196 4#\nFind a local number<https://x.test> | Reset PIN<https://y.test>\nLearn more';
    const expected =
      'Or call in (audio only)\n+46 8 465 00 40,,1234567#<tel:+4684650040,,1234567#>\n' +
      '+1 866 555 0123,,1234567#<tel:+18665550123,,1234567#>\n' +
      'Phone Conference ID: 123 456 7#\nFind a local number<https://x.test> | Reset PIN<https://y.test>\nLearn more';
    assert.equal(text(body), expected);
    assert.equal(text(body, takeOut), 'Learn more');
  });

  it('keeps a number that has not changed as it is written, with its place', () => {
    const body =
      'Dial in by phone\n+46 8-465 00 40 Sweden, Stockholm\n+1 866.555.0123\nConference ID: 1234567';
    assert.equal(text(body), body);
  });

  it('is known in each language, and gets a missing ID in the language of its title', () => {
    const body = 'Delta per telefon\n+46 8 465 00 401\n\nHej';
    assert.equal(
      text(body),
      'Delta per telefon\n+46 8 465 00 40\n+1 866 555 0123\nKonferens-ID: 1234567\n\nHej',
    );
    assert.match(
      text('Participer par téléphone\n+33 1 70 18 99 00\nID de conférence : 827 196 4'),
      /: 123 456 7$/,
    );
  });

  it('has its passcode set, added and taken out', () => {
    const coded = aChange({ details: { ...details, numbers: ['+4684650040'], passcode: '77*1#' } });
    const body = 'Join by phone\n+46 8 465 00 40\nConference ID: 1234567\n';
    assert.equal(text(body, coded), `${body}Passcode: 77*1#\n`);
    assert.equal(text(`${body}Passcode: 4242\nBye`, coded), `${body}Passcode: 77*1#\nBye`);
    const uncoded = aChange({ details: { ...details, numbers: ['+4684650040'] } });
    assert.equal(text(`${body}Passcode: 4242\nBye`, uncoded), `${body}Bye`);
  });

  it('gets a passcode beside its own ID, and keeps its own where there is none to set', () => {
    const block = 'Join by phone\n+46 8 465 00 40\nConference ID: 5556667\n';
    const own = { ...details, numbers: ['+4684650040'], conferenceId: null };
    const coded = aChange({ details: { ...own, passcode: '4242' } });
    assert.equal(text(`${block}Bye`, coded), `${block}Passcode: 4242\nBye`);
    assert.equal(text(`${block}Passcode: 11 11#\nBye`, coded), `${block}Passcode: 4242\nBye`);
    assert.equal(text(`${block}Passcode: 4242#\nBye`, coded), `${block}Passcode: 4242#\nBye`);
    assert.equal(
      text(`${block}Passcode: 1111\nBye`, aChange({ details: own })),
      `${block}Passcode: 1111\nBye`,
    );
  });

  it('keeps its own ID where every meeting has one', () => {
    const body = 'Join by phone\n+1 425 555 0100\nConference ID: 5556667\n';
    assert.equal(
      text(body, dynamic),
      'Join by phone\n+46 8 465 00 40\n+1 866 555 0123\nConference ID: 5556667\n',
    );
  });

  it('goes with all its lines and nothing else', () => {
    const body = 'Hi\n\nJoin by phone\n\n+1 425 555 0100\n\nConference ID: 8271964\n\nBest\n+1 425 555 0199';
    assert.equal(text(body, takeOut), 'Hi\n\n\nBest\n+1 425 555 0199');
  });

  it('may be there several times', () => {
    const block = 'Join by phone\n+1 425 555 0100\nConference ID: 8271964\n';
    assert.equal(withDialIn({ format: 'text', body: `${block}\nAgenda\n${block}` }, aChange()).found, 2);
    assert.doesNotMatch(text(`${block}\nAgenda\n${block}`), /8271964|0100/);
  });

  it('may be a line that somebody has written and that says nothing else', () => {
    for (const [before, after] of [
      ['Join by phone: +1 425 555 0100, ID 8271964', 'Join by phone: +46 8 465 00 40, ID 1234567'],
      ['Ring +1 (425) 555-0100 och ange 827 1964 #', 'Ring +46 8 465 00 40 och ange 123 4567 #'],
      ['Dial 0014255550100,,8271964#', 'Dial +46 8 465 00 40,,1234567#'],
      ['+1 866-555-0123 (code: 8271964)', '+1 866-555-0123 (code: 1234567)'],
      ['> Call +1 425 555 0100 (8271964)', '> Call +46 8 465 00 40 (1234567)'],
      ['+1 425 555 0100 / 8271964#', '+46 8 465 00 40 / 1234567#'],
      ['Conférence +1 425 555 0100 - 8271964', 'Conférence +46 8 465 00 40 - 1234567'],
      ['ID 8271964 / +1 425 555 0100', 'ID 1234567 / +46 8 465 00 40'],
    ] as const)
      assert.equal(text(`Hi\n\n${before}\nBest`), `Hi\n\n${after}\nBest`);
  });

  it('is no line that says anything else, whatever it holds', () => {
    for (const line of [
      'Order 8271964 is late',
      'Call +1 425 555 0100 about it',
      'Call +1 425 555 0100, ID 5556667',
      'Call +1 425 555 0100, order 48271964',
      'Call +1 425 555 0100, id 8271964.50',
      'Call +1 425 555 0100, id 8271-9640',
      'Call +1 425 555 0100, ID 8271964. Problems? Call Anna on +46 70 123 45 67',
      'Amos: +1 425 555 0100, ID 8271964; Sara: +44 20 7946 0000, ID 5556667',
      'Call +1 425 555 0100 (24/7), ID 8271964',
      'Call +1 425 555 0100 10:00-11:00, ID 8271964',
      'Call +1 425 555 0100 2030-05-01, ID 8271964',
      'Call +46 8 123 45 67 - 3rd floor, ID 8271964',
      '1) +1 425 555 0100 2) ID 8271964',
      'Support case 00123456 - conference ID 8271964',
      'Order 0012345678, dial-in ID 8271964',
      'Call +1 425 555 0100 or +1 866 555 0100, ID 8271964',
      'Call +1 425 555 0100, ID 8271964, passcode 4455',
      'Call +1 425 555 0100, ID 8271964, or come to the blue room',
      'Join the Teams meeting or call +1 425 555 0100, ID 8271964',
      'Call +1 425 555 0100 https://x.example/j/8271964',
      'Call +1 425 555 0100, ID INV-8271964',
      'Call +46 8 827 19 64',
      'Call +46 8 123 45 67 (24), ID 8271964',
    ]) {
      assert.equal(text(line), line);
      assert.equal(text(line, takeOut), line);
    }
    const line = 'Join by phone: +1 425 555 0100, ID 8271964';
    assert.equal(text(line, dynamic), line, 'it may be that of another meeting');
    const withCode = aChange({ details: { ...details, passcode: '4711' } });
    assert.equal(text(line, withCode), line, 'there is no place for the passcode');
  });

  it('goes with the line that says nothing else', () => {
    assert.equal(text('Hi\nJoin by phone: +1 425 555 0100, ID 8271964\nBest', takeOut), 'Hi\nBest');
  });

  it('is added after an empty line where there is none', () => {
    const added = aChange({ append: 'en' });
    const block = 'Join by phone\n+46 8 465 00 40\n+1 866 555 0123\nConference ID: 1234567';
    assert.equal(text('Hello', added), `Hello\n\n${block}`);
    assert.equal(text('Hello\n', added), `Hello\n\n${block}\n`);
    assert.equal(text('Hello\r\n\r\n', added), `Hello\r\n\r\n${block.replaceAll('\n', '\r\n')}\r\n`);
    assert.equal(text('', added), block);
  });
});

describe('the dial-in block of an invitation in HTML', () => {
  it('is changed within the paragraph that holds it', () => {
    const body =
      '<body><p>Hi</p><div>Join by phone<br>+1 425 555 0100<br>Conference ID: 8271964</div></body>';
    const expected =
      '<body><p>Hi</p><div>Join by phone<br>+46 8 465 00 40<br>+1 866 555 0123<br>Conference ID: 1234567</div></body>';
    assert.equal(html(body), expected);
    assert.equal(html(body, takeOut), '<body><p>Hi</p></body>');
  });

  it('is changed as Teams writes it, with its links', () => {
    const body =
      '<div><span>Dial in by phone</span></div>\n<div><a href="tel:+14255550100,,8271964#" class=x>+1 425-555-0100,,8271964#</a>' +
      '<span> United States, Redmond</span></div><div><a href="https://x.test?id=1">Find a local number</a></div>' +
      '<div><span>Phone conference ID: </span><span>827&nbsp;196&nbsp;4#</span></div><div>For organizers</div>';
    const expected =
      '<div><span>Dial in by phone</span></div>\n<div><a href="tel:+4684650040,,1234567#" class=x>+46 8 465 00 40,,1234567#</a>' +
      '<br>+1 866 555 0123</div><div><a href="https://x.test?id=1">Find a local number</a></div>' +
      '<div><span>Phone conference ID: </span><span>123&nbsp;456&nbsp;7#</span></div><div>For organizers</div>';
    assert.equal(html(body), expected);
    assert.equal(html(body, takeOut), '\n<div>For organizers</div>');
  });

  it('is read as it is seen: over several tags and source lines, with entities', () => {
    const body =
      '<p class=MsoNormal><b>Join by\r\n phone<o:p></o:p></b></p><p><span>&#43;1&nbsp;425 </span><i>555</i> 0100</p>' +
      '<p>+1 866 555 0111<p>+1 866 555 0112</p><p>Conference ID: <b>827</b>&#49;964</p><p>end';
    const expected =
      '<p class=MsoNormal><b>Join by\r\n phone<o:p></o:p></b></p><p><span>+46 8 465 00 40</span></p>' +
      '<p>+1 866 555 0123<p>Conference ID: <b>123</b>4567</p><p>end';
    assert.equal(html(body), expected);
  });

  it('may be a line that somebody has written, with a link that dials the same', () => {
    assert.equal(
      html(
        '<p>Ring <a href="tel:+14255550100,,8271964%23"><b>+1 425</b> 555&nbsp;0100</a>, ID <b>8271964</b>!</p>',
      ),
      '<p>Ring <a href="tel:+4684650040,,1234567%23"><b>+46 8 465 00 40</b></a>, ID <b>1234567</b>!</p>',
    );
    for (const line of [
      '<p><a href="https://teams.example/l/meetup-join/1">Join</a> or call +1 425 555 0100, ID 8271964</p>',
      '<p><a href="https://teams.example/l/meetup-join/1">Join</a> by phone +1 425 555 0100, ID 8271964</p>',
      '<p>Dial +1 425 555 0100, ID 8271964 <a href="tel:+46701234567">call</a></p>',
      '<p>Dial <img src="x"> +1 425 555 0100, ID 8271964</p>',
    ]) {
      assert.equal(html(line), line);
      assert.equal(html(line, takeOut), line);
    }
  });

  it('is the same after a second time where it is a line, whatever stands around its number', () => {
    const piece = fc.constantFrom(
      ...[
        '+1 425 555 0100',
        '00 46 8 123 45 67',
        '8271964',
        '827 1964',
        'ID',
        'call',
        ' - ',
        ' (',
        ') ',
        ', ',
        '/',
        '7',
        '#',
        '. ',
        'Anna',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), (pieces, isHtml) => {
        changed(isHtml ? 'html' : 'text', pieces.join(' '));
      }),
      { numRuns: 3_000 },
    );
  });

  it('may be a table', () => {
    const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    const body = `<table>${row('Join by phone')}${row('+1 425 555 0100', 'Redmond')}${row('+1 425 555 0101', 'Kirkland')}${row('<p>Conference ID:</p>', '<p>8271964</p>')}</table>`;
    const one = aChange({ details: { ...details, numbers: ['+4684650040'] } });
    assert.equal(
      html(body, one),
      `<table>${row('Join by phone')}${row('+46 8 465 00 40', '')}${row('<p>Conference ID:</p>', '<p>1234567</p>')}</table>`,
    );
    assert.equal(html(body, takeOut), '');
  });

  it('is the same to the eye after a server has written it anew', () => {
    const stored =
      '<div id="x_1">Join&nbsp;by phone<br>&#43;46 8 465&nbsp;00 40<br/>\n+1 866 555 0123<br>Conference ID: 1234567</div>';
    assert.equal(html(stored), stored);
  });

  it('is not looked for where nobody reads', () => {
    const hidden = 'Join by phone<br>+1 425 555 0100<br>Conference ID: 8271964';
    for (const [before, after] of [
      ['<!--', '-->'],
      ['<!--[if mso]>', '<![endif]-->'],
      ['<style>', '</style>'],
      ['<script>', '</script>'],
    ] as const)
      assert.equal(
        html(`<p>a</p>${before}${hidden}${after}<p>b</p>`),
        `<p>a</p>${before}${hidden}${after}<p>b</p>`,
      );
  });

  it('is added at the end of the body, escaped', () => {
    const escaped = { ...words, en: { ...words.en, title: 'Join <by> phone & talk' } };
    const change = aChange({ append: 'en', words: escaped });
    const block =
      '<div>Join &lt;by&gt; phone &amp; talk<br>+46 8 465 00 40<br>+1 866 555 0123<br>Conference ID: 1234567</div>';
    assert.equal(html('<html><BODY><p>Hi</BODY></html>', change), `<html><BODY><p>Hi${block}</BODY></html>`);
    assert.equal(html('<p>Hi', change), `<p>Hi${block}`);
    assert.equal(html('Hi <!-- open', change), 'Hi <!-- open');
  });

  it('leaves a picture and other lines of its paragraph alone', () => {
    const body =
      '<div>Hi<br>Join by phone<br>+1 425 555 0100<br>Conference ID: 8271964<br>Bye <img src=a></div>';
    assert.equal(html(body, takeOut), '<div>Hi<br>Bye <img src=a></div>');
  });
});

describe('what only looks like a dial-in block of the organizer', () => {
  for (const [name, body] of [
    ['the block of somebody else', 'Join by phone\n+1 425 555 0100\nConference ID: 5556667\n'],
    ['their Teams block', 'Dial in by phone\n+1 425 555 0100,,5556667#\nPhone conference ID: 555 666 7#'],
    ['one with a longer ID', 'Join by phone\n+1 425 555 0100\nConference ID: 827 196 412#\n'],
    ['numbers of somebody else without a line of an ID', 'Join by phone\n+1 425 555 0100,,5556667#\n'],
    ['an ID in a sentence', "Carla's conference ID: 5556667, mine is 8271964 since May"],
    ['an ID and more', 'Conference ID: 8271964 will be used until we have another one'],
    ['an ID in a question', 'Is the conference ID 8271964?'],
    ['a number in a signature', 'Amos\n+1 425 555 0100\n'],
    ['a title in a sentence', 'Join by phone, please\n+1 425 555 0100'],
  ] as const) {
    it(`stays as it is: ${name}`, () => {
      const page = `<div>${body.replaceAll('\n', '<br>')}</div>`;
      for (const change of [aChange(), takeOut]) {
        assert.deepEqual(withDialIn({ format: 'text', body }, change), { body, found: 0 });
        assert.deepEqual(withDialIn({ format: 'html', body: page }, change), { body: page, found: 0 });
      }
    });
  }

  it('stays as it is next to a block of the organizer', () => {
    const foreign = 'Join by phone\n+1 425 555 0100\nConference ID: 5556667\n';
    const own = 'Join by phone\n+1 425 555 0101\nConference ID: 8271964\n';
    const signature = '\n+1 425 555 0199\nAmos';
    assert.equal(text(`${foreign}${own}${foreign}${signature}`, takeOut), `${foreign}${foreign}${signature}`);
    assert.equal(text(`${own}${signature}`, takeOut), signature);
  });

  it('gets no numbers where it is an ID alone', () => {
    assert.equal(text('Agenda\nConference ID: 8271964\n'), 'Agenda\nConference ID: 1234567\n');
  });
});

const prose = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }).map((part) => part.replace(/[<>&]/g, '')),
      fc.constantFrom(
        'Agenda',
        '+1 425 555 0199',
        'mine is 8271964',
        '',
        ' ',
        'Shall I join by phone?',
        '12:30',
        '42',
      ),
    ),
    { maxLength: 6 },
  )
  // A line of words keeps what is around apart from the block.
  .map((lines) => ['-- x --', ...lines, '-- x --']);

const markup = prose.map((lines) =>
  lines
    .map((line, at) => [`<p>${line}</p>`, `${line}<br>`, `<div><b>${line}</b></div>\r\n`][at % 3])
    .join(''),
);

const numbers = fc.uniqueArray(
  fc.constantFrom(
    '+14255550100',
    '+4684650040',
    '+33170189900',
    '+18665550123',
    '+442071230000',
    '+999987654321',
  ),
  { maxLength: 4 },
);

const wanted = fc.record({
  numbers,
  conferenceId: fc.constantFrom(NEW, OLD, '7654321', null),
  passcode: fc.constantFrom(null, '4242', '12#'),
});

const ids = fc.constantFrom(OLD, '827 196 4#', '827-196-4', '827\u00a0196\u00a04');

/** Blocks as people have them, as lines. */
const blocks = fc
  .tuple(
    fc.constantFrom('Join by phone', 'Delta per telefon', 'Dial in by phone', '*Participer par téléphone*'),
    fc.array(
      fc.constantFrom('+1 425 555 0101', '+1 425-555-0102,,8271964# United States', '- +46 8 465 00 401'),
      {
        maxLength: 4,
      },
    ),
    ids.map((id) => `Conference ID: ${id}`),
    fc.constantFrom([], ['Passcode: 99'], ['Find a local number']),
  )
  .map(([title, lines, id, rest]) => [title, ...lines, id, ...rest]);

const inHtml = blocks.chain((lines) =>
  fc.constantFrom(
    `<div>${lines.join('<br>')}</div>`,
    lines.map((line) => `<p class=MsoNormal><span>${line}<o:p></o:p></span></p>\n`).join(''),
    `<table><tbody>${lines.map((line) => `<tr><td>${line}</td></tr>`).join('')}</tbody></table>`,
    `<ul>${lines.map((line) => `<li>${line.replace(/(?<=\d) (?=\d)/g, '</b>&nbsp;<b>').replace(/^/, '<b>')}</b></li>`).join('')}</ul>`,
    `<div>${lines.map((line) => `${line}<br>`).join('')}</div>`,
  ),
);

describe('any invitation', () => {
  it('keeps every byte around a block of plain text', () => {
    fc.assert(
      fc.property(
        prose,
        blocks,
        prose,
        wanted,
        fc.constantFrom('\n', '\r\n'),
        (before, block, after, set, newline) => {
          const [head, tail] = [before.join(newline) + newline, newline + after.join(newline)];
          const body = `${head}${block.join(newline)}${tail}`;
          const change = aChange({ details: set });
          const result = text(body, change);
          assert.ok(result.startsWith(head) && result.endsWith(tail));
          assert.equal(text(body, takeOut), `${head}${tail.slice(newline.length)}`);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('keeps every byte around a block of HTML, and its tags in balance', () => {
    fc.assert(
      fc.property(markup, inHtml, markup, wanted, (head, block, tail, set) => {
        const body = `<html><body>${head}${block}${tail}</body></html>`;
        const result = html(body, aChange({ details: set }));
        assert.ok(result.startsWith(`<html><body>${head}`) && result.endsWith(`${tail}</body></html>`));
        assert.deepEqual(unbalanced(result), unbalanced(body));
        const without = html(body, takeOut);
        assert.equal(
          without.replace(/\n*(?=<p>-- x --<\/p>)/g, ''),
          `<html><body>${head}${tail}</body></html>`.replace(/\n*(?=<p>-- x --<\/p>)/g, ''),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('says what it is to say, in order, after it was changed', () => {
    fc.assert(
      fc.property(inHtml, numbers, (block, some) => {
        const result = read(html(block, aChange({ details: { ...details, numbers: some } })));
        assert.doesNotMatch(result, /8271964|555.010[12]|465.004.01/);
        const digits = result.replace(/\D/g, '');
        assert.match(digits.replaceAll(NEW, ''), new RegExp(`^${some.map((one) => one.slice(1)).join('')}$`));
      }),
      { numRuns: 100 },
    );
  });

  it('has the block of somebody else left alone', () => {
    fc.assert(
      fc.property(inHtml, fc.constantFrom(aChange(), takeOut), (block, change) => {
        const body = block.replace(/827(\W|<[^>]*>|&nbsp;)*196(\W|<[^>]*>|&nbsp;)*4/g, FOREIGN);
        assert.equal(html(body, change), body);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same after a second time, whatever it is made of', () => {
    const parts = fc.constantFrom(
      ...[
        'Join by phone',
        '+1 425 555 0100',
        '1 425 555 0100',
        'Conference ID: 8271964',
        'Conference ID: 5556667',
      ],
      ...[
        'Passcode: 1234',
        'Find a local number',
        'ID',
        '8271964',
        '+1 425 555 0100,,8271964#',
        'Dial in by phone',
      ],
      ...[
        '<br>',
        '<br>',
        '<br>',
        '\n',
        '\n',
        '\n',
        '<p>',
        '</p>',
        '<div>',
        '</div>',
        '<b>',
        '</b>',
        '<td>',
        '<tr>',
      ],
      ...[
        '</td>',
        '<table>',
        '</table>',
        '<pre>',
        '<a href="tel:+14255550100">',
        '</a>',
        '<!--',
        '-->',
        '&nbsp;',
        'x',
      ],
    );
    const append = fc.constantFrom(null, 'en' as const, 'fr' as const);
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 25 }),
        wanted,
        append,
        fc.constantFrom('html' as const, 'text' as const),
        (body, set, language, format) => {
          const change = aChange({ details: set, append: language });
          const once = withDialIn({ format, body: body.join('') }, change);
          assert.equal(withDialIn({ format, body: once.body }, change).body, once.body);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is read at once, however large and malformed', () => {
    for (const part of [
      '<p>Hello &nbsp; you</p>\n',
      '<b></i>',
      '+1 425 555 01',
      '<!--',
      '<a href="tel:+1,,',
      '   ',
      '<pre>\n',
    ]) {
      const body = `${part.repeat(500_000 / part.length)}`;
      const start = process.cpuUsage();
      withDialIn({ format: 'html', body }, aChange());
      // Far more than it takes, far less than anything that grows with the square.
      assert.ok(process.cpuUsage(start).user < 3_000_000);
    }
  });
});
