import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { createCmdlets } from '../../src/intake/cmdlets.ts';
import { LATER_CMDLETS, shapesOf, type Parameter } from '../../src/intake/cmdletShapes.ts';
import { createPhrases } from '../../src/intake/phrases.ts';
import { CATALOGUE } from '../../src/operations/catalogue.ts';
import { rowsIn, testsIn } from './tables.ts';

const PAGE = 'docs/coverage.md';

/** The first cell of what all cmdlets take alike. */
const EVERY = 'every cmdlet';
/** The second cell of a row about a cmdlet as such. */
const ITSELF = '–';
const NO_TEST = 'no test';
/** How the text of a row begins that tells of what is refused, and of what there is not. */
const REFUSED = 'Refused by name: ';
const ABSENT = /^not there: /i;

const read = (path: string) => readFileSync(path, 'utf8');

/** The cells of the tables under a heading of the page, one list a row, without headers and rules. */
function rowsUnder(heading: string): string[][] {
  const section = read(PAGE)
    .split(/^## /m)
    .find((part) => part.startsWith(`${heading}\n`));
  return rowsIn(section ?? '');
}

/** What a cell shows as code. */
const codeIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');

/** A row of the tables of parameters. */
interface ParameterRow {
  cmdlet: string;
  /** The parameter with its hyphen, or what stands for the cmdlet itself. */
  parameter: string;
  otherNames: string[];
  what: string;
  test: string;
}

const parameterRows = rowsUnder('Parameters of the cmdlets').map(
  ([cmdlet = '', names = '', what = '', test = '']): ParameterRow => {
    const [parameter = names, ...otherNames] = codeIn(names);
    return { cmdlet: codeIn(cmdlet)[0] ?? cmdlet, parameter, otherNames, what, test };
  },
);
const operationRows = rowsUnder('Operations of the admin centre').map(
  ([operation = '', said = '', test = '']) => ({ operation, said, test }),
);
const thereRows = parameterRows.filter(({ what }) => !ABSENT.test(what));
const absentRows = parameterRows.filter(({ what }) => ABSENT.test(what));

const shapes = shapesOf(CATALOGUE);
const isOurs = ({ standing }: Parameter) => standing === 'ours';
/** What is no parameter of an operation, and the same for all cmdlets. */
const shared = (shapes[0]?.parameters ?? []).filter(
  (one) =>
    !isOurs(one) &&
    shapes.every(({ parameters }) =>
      parameters.some(({ name, standing }) => name === one.name && standing === one.standing),
    ),
);
const isShared = ({ name }: Parameter) => shared.some((one) => one.name === name);

/** What needs a row, by the first cell of that row. */
const NEEDED: readonly (readonly [cmdlet: string, parameters: readonly Parameter[], itself: boolean])[] = [
  [EVERY, shared, false],
  ...shapes.map(
    ({ name, parameters }) =>
      [
        name,
        parameters.filter((one) => isOurs(one) || !isShared(one)),
        !parameters.some((one) => isOurs(one)),
      ] as const,
  ),
];

const tests = [...parameterRows, ...operationRows].flatMap(({ test }) => testsIn(test));

const phrases = createPhrases(readLocales('locales'));
const cmdlets = createCmdlets(CATALOGUE);

/** Whether words ask for something, or for something to be offered because they are nearly right. */
function isUnderstood(words: string): boolean {
  const understood = cmdlets(words) ?? phrases(words);
  return understood.kind === 'steps' || (understood.reason === 'misspelt' && understood.near.length > 0);
}

describe('the page of what is covered', () => {
  for (const [cmdlet, parameters, itself] of NEEDED) {
    const rows = thereRows.filter((row) => row.cmdlet === cmdlet);

    it(`has one row for each parameter of ${cmdlet}, and none for another`, () => {
      assert.deepEqual(
        rows.map(({ parameter }) => parameter).sort(),
        [...parameters.map(({ name }) => `-${name}`), ...(itself ? [ITSELF] : [])].sort(),
      );
    });

    it(`names the other names of the parameters of ${cmdlet}, and says which are refused`, () => {
      const told = rows
        .filter(({ parameter }) => parameter !== ITSELF)
        .map(({ parameter, otherNames, what }) => [parameter, otherNames, what.startsWith(REFUSED)]);
      const known = new Map(
        parameters.map(({ name, aliases, standing }) => [
          `-${name}`,
          [`-${name}`, aliases.map((alias) => `-${alias}`), standing === 'later'],
        ]),
      );
      assert.deepEqual(
        told,
        told.map(([parameter]) => known.get(String(parameter))),
      );
    });
  }

  it('has no row for a cmdlet that does not exist', () => {
    const names = NEEDED.map(([cmdlet]) => cmdlet);
    assert.deepEqual(
      thereRows.map(({ cmdlet }) => cmdlet).filter((cmdlet) => !names.includes(cmdlet)),
      [],
    );
  });

  it('calls nothing "not there" that is, and leaves out no cmdlet that comes later', () => {
    const isThere = ({ cmdlet, parameter }: ParameterRow) => {
      const shape = shapes.find(({ name }) => name === cmdlet);
      return parameter === ITSELF ? shape : shape?.parameters.some(({ name }) => `-${name}` === parameter);
    };
    assert.deepEqual(
      absentRows.filter((row) => isThere(row)),
      [],
    );
    assert.deepEqual(
      LATER_CMDLETS.filter((name) => !absentRows.some(({ cmdlet }) => cmdlet === name)),
      [],
    );
  });

  it('names tests, or says that there is none, in every row, and why where there is nothing to test', () => {
    const isTold = (test: string) => {
      const named = testsIn(test).map(({ file, words }) => `\`${file}\` › \`${words}\``);
      return test === NO_TEST || (named.length > 0 && named.join('; ') === test);
    };
    assert.deepEqual(
      parameterRows.filter(({ test }) => !isTold(test)),
      [],
    );
    assert.deepEqual(
      operationRows.filter(({ said, test }) => (ABSENT.test(said) ? test !== ITSELF : !isTold(test))),
      [],
    );
  });

  for (const file of [...new Set(tests.map((test) => test.file))]) {
    it(`finds its tests in ${file}`, () => {
      assert.match(file, /^test\/[\w/.]+\.ts$/);
      assert.ok(existsSync(file), 'there is no such file');
      const text = read(file);
      assert.deepEqual(
        tests.filter((test) => test.file === file && !text.includes(test.words)).map(({ words }) => words),
        [],
      );
    });
  }

  it('says nothing that is not understood', () => {
    const said = operationRows.filter((row) => !ABSENT.test(row.said)).flatMap((row) => codeIn(row.said));
    assert.ok(said.length > 20);
    assert.deepEqual(
      said.filter((words) => !isUnderstood(words)),
      [],
    );
  });
});
