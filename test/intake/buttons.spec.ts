import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Refusal } from '../../src/domain/refusal.ts';
import { BUTTON_KEY, readButton, type PressedButton } from '../../src/intake/buttons.ts';
import { CATALOGUE } from '../../src/operations/catalogue.ts';

const read = (value: unknown) => readButton(value, CATALOGUE);

/** What a card sends back: the button's request, and the card's inputs beside it. */
const pressed = (request: unknown, inputs: Record<string, unknown> = {}) => ({
  ...inputs,
  [BUTTON_KEY]: request,
});
const RESET = { operation: 'resetPin', input: { people: ['amos'] } };

/** What a value is read as, or the code of its refusal. */
function outcomeOf(value: unknown): PressedButton | string {
  try {
    return read(value);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('a pressed button', () => {
  it('asks for its steps', () => {
    const button = read(
      pressed({ steps: [RESET, { operation: 'resetConferenceId', input: { people: ['amos'] } }] }),
    );

    assert.deepEqual(button, {
      kind: 'steps',
      steps: [RESET, { operation: 'resetConferenceId', input: { people: ['amos'] } }],
      preview: false,
      language: undefined,
    });
  });

  it('carries the token of a one-time button and the wish for a preview', () => {
    const button = read(pressed({ steps: [RESET], once: 'token-1', preview: true }));

    assert.equal(button.once, 'token-1');
    assert.equal(button.preview, true);
  });

  it('takes what was filled in on the card over its own input, in its first step only', () => {
    const steps = [RESET, { operation: 'sendInfo', input: { people: ['ada'] } }];

    const button = read(
      pressed({ steps }, { people: 'henri', sendEmail: 'true', sendEmailToAddress: 'u@hotmail.com' }),
    );

    assert.deepEqual(button.steps, [
      {
        operation: 'resetPin',
        input: { people: 'henri', sendEmail: 'true', sendEmailToAddress: 'u@hotmail.com' },
      },
      { operation: 'sendInfo', input: { people: ['ada'] } },
    ]);
  });

  it('leaves out what was left blank', () => {
    const button = read(pressed({ steps: [RESET] }, { people: '', sendEmailToAddress: '', sendEmail: null }));

    assert.deepEqual(button.steps, [RESET]);
  });

  it('leaves out fields that its operation does not declare', () => {
    const button = read(
      pressed(
        { steps: [{ operation: 'resetPin', input: { people: ['amos'], pin: '24680' } }] },
        { role: 'admin', actorKey: 'x' },
      ),
    );

    assert.deepEqual(button.steps, [RESET]);
  });

  it('cannot do without the question', () => {
    const button = read({
      unasked: true,
      [BUTTON_KEY]: { steps: [{ ...RESET, unasked: true }], unasked: true },
    });

    assert.equal(JSON.stringify(button).includes('unasked'), false);
  });

  it('does no harm with the names of prototypes', () => {
    const value: unknown = JSON.parse(
      `{"__proto__":{"people":["x"]},"constructor":{"prototype":{"a":1}},"${BUTTON_KEY}":{"steps":[{"operation":"resetPin","input":{"people":["amos"],"__proto__":{"sendEmail":true},"constructor":1}}]}}`,
    );

    const button = read(value);

    assert.deepEqual(button.steps, [RESET]);
    assert.equal(Object.getPrototypeOf(button.steps[0]?.input), Object.prototype);
    assert.equal(({} as Record<string, unknown>)['a'], undefined);
  });

  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  const refused: readonly [what: string, value: unknown, code: string][] = [
    ['nothing', undefined, 'button-malformed'],
    ['null', null, 'button-malformed'],
    ['a text', 'reset PIN for amos', 'button-malformed'],
    ['a list', [pressed({ steps: [RESET] })], 'button-malformed'],
    ['no request', { people: 'amos' }, 'button-malformed'],
    ['a request that is a text', pressed(JSON.stringify({ steps: [RESET] })), 'button-malformed'],
    ['no steps', pressed({ steps: [] }), 'button-malformed'],
    ['too many steps', pressed({ steps: Array.from({ length: 11 }, () => RESET) }), 'button-malformed'],
    ['a step without input', pressed({ steps: [{ operation: 'resetPin' }] }), 'button-malformed'],
    [
      'an input that is a list',
      pressed({ steps: [{ operation: 'resetPin', input: [] }] }),
      'button-malformed',
    ],
    ['a token that is no text', pressed({ steps: [RESET], once: 5 }), 'button-malformed'],
    ['a token without end', pressed({ steps: [RESET], once: 'x'.repeat(101) }), 'button-malformed'],
    ['a preview that is neither yes nor no', pressed({ steps: [RESET], preview: 'no' }), 'button-malformed'],
    [
      'more than a card can hold',
      pressed({ steps: [RESET] }, { people: 'x'.repeat(20_000) }),
      'button-malformed',
    ],
    ['a circle', { ...cyclic, [BUTTON_KEY]: { steps: [RESET] } }, 'button-malformed'],
    [
      'an operation that does not exist',
      pressed({ steps: [{ operation: 'dropTables', input: {} }] }),
      'operation-unknown',
    ],
    [
      'an operation by the name of a prototype',
      pressed({ steps: [{ operation: '__proto__', input: {} }] }),
      'operation-unknown',
    ],
    [
      'a second operation that does not exist',
      pressed({ steps: [RESET, { operation: 'toString', input: {} }] }),
      'operation-unknown',
    ],
  ];
  for (const [what, value, code] of refused) {
    it(`is refused as ${code} when it carries ${what}`, () => {
      const outcome = outcomeOf(value);

      assert.equal(outcome, code);
    });
  }

  it('throws nothing but refusals, whatever comes back', () => {
    const step = fc.record({
      operation: fc.oneof(fc.constantFrom(...CATALOGUE.map((one) => one.name)), fc.string()),
      input: fc.object(),
    });
    const values = fc.oneof(
      fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
      fc.record({ [BUTTON_KEY]: fc.record({ steps: fc.array(step) }), people: fc.anything() }),
    );
    fc.assert(
      fc.property(values, (value) => {
        const outcome = outcomeOf(value);

        const steps = typeof outcome === 'string' ? [] : outcome.steps;
        const declared = steps.every((one) => {
          const operation = CATALOGUE.find(({ name }) => name === one.operation);
          return operation && Object.keys(one.input).every((name) => Object.hasOwn(operation.fields, name));
        });
        assert.ok(declared);
      }),
      { numRuns: 2_000 },
    );
  });
});
