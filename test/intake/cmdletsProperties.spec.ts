import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Refusal } from '../../src/domain/refusal.ts';
import { createCmdlets } from '../../src/intake/cmdlets.ts';
import type { Understood } from '../../src/intake/understood.ts';
import { CATALOGUE } from '../../src/operations/catalogue.ts';

const read = createCmdlets(CATALOGUE);
const PIECES = [
  '-Identity',
  '-id:',
  '-ResetLeaderPin',
  '- ResetConferenceId',
  '–ConferenceId',
  '-SendEmail',
  '-SendEmailToAddress',
  '-Confirm:$false',
  '-WhatIf',
  'amos',
  'Amos Marble',
  '"',
  "'",
  '«',
  '»',
  '“',
  '`',
  '`\n',
  '\n',
  ',',
  '@(',
  '(',
  ')',
  '$true',
  '$x',
  '$(',
  '|',
  ';',
  '#',
  '-',
  '--',
  ':',
  '\u00A0',
  '\u200B',
  '<at>',
  '</at>',
  '{',
  '8271964',
  '\0',
  '\u{1F600}',
  '\uD800',
  '__proto__',
  'constructor',
  '-__proto__',
  '-constructor',
];
const names = [...new Set(CATALOGUE.flatMap((one) => one.cmdlet?.name ?? []))];
const tail = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { maxLength: 14 })
  .map((pieces) => pieces.join(' '));
const lines = fc.oneof(
  fc
    .tuple(fc.constantFrom(...names, 'Set-Cs', 'Get-CsOnlineDialIn'), fc.constantFrom(' ', ''), tail)
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  tail,
);

/** What a line is read as; a refusal is an answer too, anything else that is thrown is not. */
function outcomeOf(line: string): Understood | Refusal | undefined {
  try {
    return read(line);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

describe('the cmdlet door, whatever is typed', () => {
  it('throws nothing but refusals and asks only for operations of the catalogue', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const outcome = outcomeOf(line);

        const steps =
          outcome === undefined || outcome instanceof Refusal
            ? []
            : outcome.kind === 'steps'
              ? outcome.steps
              : outcome.near;
        assert.ok(steps.every((step) => CATALOGUE.some((one) => one.name === step.operation)));
      }),
      { numRuns: 5_000 },
    );
  });

  it('never changes anything by a name that is not exactly a cmdlet’s', () => {
    const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
    const typos = fc.tuple(
      fc.constantFrom(...names),
      fc.nat(60),
      fc.constantFrom('drop', 'double', 'replace'),
      letters,
    );
    fc.assert(
      fc.property(typos, ([name, where, how, letter]) => {
        const at = where % name.length;
        const middle = { drop: '', double: name.charAt(at).repeat(2), replace: letter }[how] ?? '';
        const typed = name.slice(0, at) + middle + name.slice(at + 1);
        const known = names.flatMap((one) => [
          one.toLowerCase(),
          one.toLowerCase().replace(/settings$/, 'setting'),
        ]);
        fc.pre(!known.includes(typed.toLowerCase()));

        const outcome = outcomeOf(`${typed} amos -ResetLeaderPin`);

        const changes =
          outcome !== undefined &&
          !(outcome instanceof Refusal) &&
          outcome.kind === 'steps' &&
          outcome.steps.some((step) => CATALOGUE.find((one) => one.name === step.operation)?.changes);
        assert.equal(changes, false);
      }),
      { numRuns: 2_000 },
    );
  });
});
