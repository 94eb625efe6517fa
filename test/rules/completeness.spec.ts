import assert from 'node:assert/strict';
import { readCardTemplates } from '../../src/adapters/files/cardFiles.ts';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { DELIVERY_REASONS, DELIVERY_STATES, NOTICE_CHANNELS, NOTICE_KINDS } from '../../src/domain/notice.ts';
import { REFUSAL_CODES } from '../../src/domain/refusal.ts';
import { ROLES } from '../../src/domain/actor.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { View } from '../../src/domain/view.ts';
import { createPhrases } from '../../src/intake/phrases.ts';
import { CATALOGUE } from '../../src/operations/catalogue.ts';
import { NOT_UNDERSTOOD } from '../../src/operations/notUnderstood.ts';
import { missingTexts } from '../../src/presentation/texts.ts';

const locales = readLocales('locales');
const templates = readCardTemplates('cards');
const understand = createPhrases(locales);
const shown = CATALOGUE.filter((operation) => !operation.hidden);

describe('completeness: what an operation, a refusal or a view needs is there', () => {
  it('has every text in every language', () => {
    assert.deepEqual(missingTexts(locales), []);
  });

  it('names every operation once', () => {
    assert.equal(new Set(CATALOGUE.map((operation) => operation.name)).size, CATALOGUE.length);
  });

  for (const language of LANGUAGES) {
    const { texts } = locales[language];
    const needed = [
      ...CATALOGUE.map((operation) => `operation.${operation.name}`),
      ...shown.map((operation) => `example.${operation.name}`),
      ...CATALOGUE.flatMap((operation) => (operation.form ?? []).map((field) => `label.${field}`)),
      ...REFUSAL_CODES.flatMap((code) => [`refusal.${code}`, `refusalNext.${code}`]),
      ...NOT_UNDERSTOOD.map((reason) => `notUnderstood.${reason}`),
      ...NOTICE_KINDS.map((kind) => `noticeKind.${kind}`),
      ...NOTICE_CHANNELS.map((channel) => `channel.${channel}`),
      ...DELIVERY_STATES.map((state) => `deliveryState.${state}`),
      ...DELIVERY_REASONS.map((reason) => `deliveryReason.${reason}`),
      ...ROLES.flatMap((role) => [`role.${role}`, `welcome.${role}`, `help.${role}`]),
      ...Object.keys(DEFAULT_SETTINGS).map((setting) => `label.${setting}`),
    ];
    it(`has the ${needed.length} texts of operations, refusals, notices and roles (${language})`, () => {
      assert.deepEqual(
        needed.filter((key) => texts[key] === undefined),
        [],
      );
    });

    for (const operation of shown) {
      it(`understands the example of ${operation.name} (${language})`, () => {
        const understood = understand(texts[`example.${operation.name}`] ?? '');
        assert.equal(understood.kind, 'steps');
        assert.deepEqual(understood.kind === 'steps' && understood.steps.map((step) => step.operation), [
          operation.name,
        ]);
      });
    }
  }

  it('has a card template for every kind of view', () => {
    const kinds = View.options.map((option) => option.shape.kind.value);
    assert.deepEqual(
      kinds.filter((kind) => !(kind in templates)),
      [],
    );
  });

  for (const operation of CATALOGUE) {
    it(`asks for a right before ${operation.name}`, () => {
      assert.ok(ROLES.includes(operation.right.role));
    });
  }
});
