import assert from 'node:assert/strict';
import { readCsv } from '../../../src/adapters/files/csvFiles.ts';

const read = (text: string | Buffer) => readCsv('people.csv', Buffer.from(text));

/** Each fault as code and line. */
const faultsOf = (text: string | Buffer) => read(text).faults.map(({ code, line }) => [code, line]);

describe('CSV files', () => {
  it('come apart into rows that know their line', () => {
    const { columns, rows, faults } = read(
      'upn,city\na@b.se,Lund\n\n"c@d.se","Malmö\nSödra"\ne@f.se,"said ""hi"""\n',
    );

    assert.deepEqual(columns, ['upn', 'city']);
    assert.deepEqual(
      rows.map(({ line, cells }) => [line, cells['upn'], cells['city']]),
      [
        [2, 'a@b.se', 'Lund'],
        [4, 'c@d.se', 'Malmö\nSödra'],
        [6, 'e@f.se', 'said "hi"'],
      ],
    );
    assert.deepEqual(faults, []);
  });

  for (const [what, text] of [
    ['a byte order mark and CRLF', '\uFEFFupn,city\r\na@b.se,"x, y; z"\r\n\r\n'],
    ['semicolons, as Excel writes them in French and Swedish', 'upn;city\na@b.se;"x, y; z"\n'],
    ['tabs', 'upn\tcity\na@b.se\tx, y; z'],
    ['line ends of an old Macintosh', 'upn,city\ra@b.se,"x, y; z"\r'],
    ['spaces around cells and empty columns at the end', ' upn , city ,,\n a@b.se , "x, y; z",,\n,,,\n'],
  ] as const) {
    it(`are read with ${what}`, () => {
      const { columns, rows, faults } = read(text);

      assert.deepEqual([columns, faults], [['upn', 'city'], []]);
      assert.deepEqual(rows, [{ file: 'people.csv', line: 2, cells: { upn: 'a@b.se', city: 'x, y; z' } }]);
    });
  }

  it('are refused when they are not UTF-8, naming the line', () => {
    const latin1 = Buffer.from('upn,city\na@b.se,Lund\nc@d.se,Malmö\n', 'latin1');
    const utf16 = Buffer.from('\uFEFFupn,city\n', 'utf16le');

    const found = [faultsOf(latin1), faultsOf(utf16)];

    assert.deepEqual(found, [[['not-utf-8', 3]], [['not-utf-8', 1]]]);
  });

  it('name the row whose quotation mark is never closed, or stands in the wrong place', () => {
    const found = [
      faultsOf('upn,city\na@b.se,Lund\nc@d.se,"Malmö\ne@f.se,Oslo\n'),
      faultsOf('upn,city\na@b.se,the "old" town\n'),
    ];

    assert.deepEqual(found, [[['quote-open', 3]], [['quote-stray', 2]]]);
  });

  it('name rows with too few or too many cells and give the others', () => {
    const { rows, faults } = read('upn,city\na@b.se\nc@d.se,Lund\ne@f.se,Lund,Skåne\n');

    assert.deepEqual(
      rows.map(({ line }) => line),
      [3],
    );
    assert.deepEqual(
      faults.map(({ code, line, params, wholeFile }) => [code, line, params, wholeFile]),
      [
        ['cell-count', 2, { found: 1, expected: 2 }, false],
        ['cell-count', 4, { found: 3, expected: 2 }, false],
      ],
    );
  });

  it('are refused when they are empty', () => {
    assert.deepEqual(faultsOf(''), [['file-empty', null]]);
  });
});
