import assert from 'node:assert/strict';
import { escapeMarkdown } from '../../src/presentation/markdown.ts';
import { expandCard } from '../../src/presentation/cardTemplate.ts';

describe('escaping for cards', () => {
  const table: [string, string][] = [
    ['Amos Marble', 'Amos Marble'],
    ['**Amos**', '\\*\\*Amos\\*\\*'],
    ['[pay](https://evil.example)', '\\[pay\\](https://evil.example)'],
    ['<at>Everybody</at>', '\\<at\\>Everybody\\</at\\>'],
    ['{{DATE(2026-01-01T00:00:00Z)}}', '\\{\\{DATE(2026-01-01T00:00:00Z)\\}\\}'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['two\r\n# lines', 'two # lines'],
    ['Anna-Karin O’Neil', 'Anna-Karin O’Neil'],
    ['a_b@contoso.com', 'a_b@contoso.com'],
    ['_Amos_', '\\_Amos\\_'],
    ['+46 8 465 004 00', '+46 8 465 004 00'],
    ['+ item', '\\+ item'],
    ['*****', '\u200B*****'],
    ['&lt;', '\\&lt;'],
  ];
  for (const [given, expected] of table) {
    it(`turns ${JSON.stringify(given)} into inert text`, () => {
      assert.equal(escapeMarkdown(given), expected);
    });
  }
});

describe('filling a card template', () => {
  it('leaves expressions inside the data alone', () => {
    const card = expandCard({ type: 'TextBlock', text: '${name}' }, { name: '${pin}', pin: '24680' });

    assert.deepEqual(card, { type: 'TextBlock', text: '${pin}' });
  });

  it('throws on a field that the data lack', () => {
    assert.throws(() => expandCard({ type: 'TextBlock', text: '${name}' }, {}), /name/);
  });
});
