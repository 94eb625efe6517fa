import assert from 'node:assert/strict';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { type CARD_KINDS, type NoticeFacts, type NoticeKind } from '../../src/domain/notice.ts';
import type { OutboxRow } from '../../src/domain/outboxRow.ts';
import { missingTexts } from '../../src/presentation/texts.ts';
import { anOutboxRow } from '../support/builders.ts';
import { cardFaults } from '../support/adaptiveCards.ts';
import { noticeLocales, noticePresenter } from '../support/notices.ts';

const PIN = '90573';
const ID = '8271964';
const OLD_ID = '5530418';
const NUMBERS = ['+1 425 555 0100', '+1 800 555 0199'];
const LINK = 'https://aka.ms/meetingupdatetool';
const BY = 'Adele Vance';
const ELSEWHERE = 'u@hotmail.com';

/** The table of the product's rule on notices: what each kind contains, and what it never contains. */
const TABLE: Record<
  Exclude<NoticeKind, (typeof CARD_KINDS)[number]>,
  { contains: string[]; never: string[] }
> = {
  E1: { contains: [ID, ...NUMBERS, PIN, LINK, BY], never: [] },
  E2: { contains: [ID, ...NUMBERS, LINK, BY], never: [PIN] },
  E3: { contains: [PIN, ID, ...NUMBERS, BY], never: [LINK] },
  E4: { contains: [LINK, BY], never: [PIN, ID, ...NUMBERS] },
  E5: { contains: [ID, ...NUMBERS, BY], never: [PIN, LINK] },
  pinElsewhere: { contains: [ELSEWHERE, BY], never: [PIN, ID, ...NUMBERS, LINK] },
  testMail: { contains: [BY], never: [PIN, ID, ...NUMBERS, LINK] },
};

/** The others show a card that was made with the change. */
const MADE_OF_FACTS = Object.keys(TABLE) as (keyof typeof TABLE)[];

const DATE: Record<Language, string> = {
  en: 'November 23, 2026',
  fr: '23 novembre 2026',
  sv: '23 november 2026',
};

/** The words of the organization's field that must be used for a PIN and a conference ID. */
const WORDS: Record<Language, { pin: RegExp; id: RegExp }> = {
  en: { pin: /\bPIN\b/, id: /Conference ID/ },
  fr: { pin: /code confidentiel/i, id: /ID de conférence/ },
  sv: { pin: /PIN-kod/, id: /Konferens-ID/ },
};

const presenter = noticePresenter();

function rowOf(kind: NoticeKind, language: Language, facts: Partial<NoticeFacts> = {}): OutboxRow {
  const row = anOutboxRow({ kind, language });
  const sentTo = kind === 'pinElsewhere' ? ELSEWHERE : null;
  return { ...row, facts: { ...row.facts, previousConferenceId: OLD_ID, sentTo, ...facts } };
}

/** Everything that a reader of a card can see or click, as one text. */
function cardText(node: unknown): string {
  if (Array.isArray(node)) return node.map(cardText).join('\n');
  if (typeof node !== 'object' || node === null) return '';
  const own = ['text', 'title', 'value', 'url'].map((name) => (node as Record<string, unknown>)[name]);
  const shown = own
    .filter((value) => typeof value === 'string')
    .map((value) => value.replace(/\\(.)/g, '$1'));
  return [...shown, ...Object.values(node).map(cardText)].join('\n');
}

describe('notices: what E1 to E5 contain and never contain', () => {
  for (const language of LANGUAGES) {
    for (const kind of MADE_OF_FACTS) {
      const { contains, never } = TABLE[kind];
      it(`${kind} in ${language}: the same facts in chat, text mail and HTML mail`, () => {
        const row = rowOf(kind, language);

        const mail = presenter.mail(row, PIN);
        const chat = presenter.card(row, PIN);

        for (const [door, text] of Object.entries({
          text: mail.text,
          html: mail.html,
          card: cardText(chat.card),
        })) {
          for (const part of [...contains, DATE[language], 'UTC'])
            assert.ok(text.includes(part), `${door} lacks ${part}`);
          for (const part of never) assert.ok(!text.includes(part), `${door} must not contain ${part}`);
        }
      });

      it(`${kind} in ${language}: no PIN in the subject or in what a notification shows`, () => {
        const row = rowOf(kind, language);

        const { subject } = presenter.mail(row, PIN);
        const { summary, card } = presenter.card(row, PIN);

        assert.ok(subject.length > 0 && summary === subject);
        assert.ok(!subject.includes(PIN));
        assert.equal(card['fallbackText'], undefined);
      });
    }

    it(`uses the words of the field in ${language}`, () => {
      const { text } = presenter.mail(rowOf('E3', language), PIN);

      assert.match(text, WORDS[language].pin);
      assert.match(text, WORDS[language].id);
    });

    it(`with dynamic IDs says in ${language} that each meeting has its own, and shows none`, () => {
      for (const kind of ['E1', 'E2', 'E3', 'E5'] as const) {
        const row = rowOf(kind, language, { dynamicIds: true });

        const { text } = presenter.mail(row, PIN);
        const shown = cardText(presenter.card(row, PIN).card);

        for (const part of [text, shown]) {
          assert.ok(part.includes(noticeLocales[language].texts['notice.dynamicIds'] ?? '?'));
          assert.ok(!part.includes(ID) && !part.includes(OLD_ID));
        }
      }
    });
  }

  it('E2 has the new block ready to paste: title, numbers and ID on lines of their own', () => {
    const { text } = presenter.mail(rowOf('E2', 'en'), null);

    assert.ok(text.includes(`Join by phone\n${NUMBERS.join('\n')}\nConference ID: ${ID}\n`));
  });

  it('E2 names the previous ID only when the ID changed', () => {
    const changed = presenter.mail(rowOf('E2', 'en'), null).text;
    const numberOnly = presenter.mail(rowOf('E2', 'en', { previousConferenceId: null }), null).text;

    assert.ok(changed.includes(OLD_ID));
    assert.ok(!numberOnly.includes(OLD_ID) && !numberOnly.includes('previous'));
  });

  it('shows no PIN detail when there is no PIN', () => {
    const { text } = presenter.mail(rowOf('E3', 'en'), null);

    assert.ok(!text.includes('PIN:'));
  });

  it('has every text in every language', () => {
    assert.deepEqual(missingTexts(noticeLocales), []);
  });
});

describe('notices: names of people are data', () => {
  const evil =
    '**<img src=x onerror=alert(1)>** ${pin} {{DATE(2026-01-01T00:00:00Z)}} "\'&\r\nBcc: x@evil.example';

  it('escapes them in HTML and keeps them on one line in text', () => {
    const mail = presenter.mail(rowOf('E3', 'en', { changedBy: evil, displayName: evil }), PIN);

    assert.ok(!mail.html.includes('<img'));
    assert.ok(mail.html.includes('&lt;img src=x onerror=alert(1)&gt;'));
    assert.ok(!/^Bcc:/m.test(mail.text));
    assert.ok(!mail.subject.includes('Bcc'));
  });

  it('leaves no Markdown, template or date function in cards', () => {
    const { card } = presenter.card(rowOf('E3', 'en', { changedBy: evil }), PIN);

    const body = card['body'] as { text?: string }[];
    const intro = body[1]?.text ?? '';
    assert.ok(intro.startsWith('\\*\\*\\<img src=x onerror=alert(1)\\>\\*\\* ${pin} \\{\\{DATE('));
    assert.ok(!intro.includes(PIN));
  });
});

describe('notices: form', () => {
  it('mails say their language, load nothing from elsewhere and run nothing', () => {
    for (const language of LANGUAGES) {
      for (const kind of MADE_OF_FACTS) {
        const { html } = presenter.mail(rowOf(kind, language), PIN);

        assert.ok(html.includes(`<html lang="${language}">`));
        assert.ok(!/<(img|script|link|iframe|style|form|object)\b|src=|@import|url\(/i.test(html));
        assert.equal(html.match(/<h1\b/g)?.length, 1);
      }
    }
  });

  it('cards are valid Adaptive Cards 1.5 under the budget of 20 KB', () => {
    for (const language of LANGUAGES) {
      for (const kind of MADE_OF_FACTS) {
        const { card } = presenter.card(rowOf(kind, language), PIN);

        assert.deepEqual(cardFaults(card), []);
        assert.equal(card['lang'], language);
        assert.ok(!JSON.stringify(card).includes('${'));
        assert.ok(JSON.stringify(card).length < 20_000);
      }
    }
  });
});
