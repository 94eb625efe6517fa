import type { Message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import { listOfFacts, withoutCodeBlock } from './listText.ts';
import { escapeMarkdown } from './markdown.ts';

type Say = (message: Message) => string;
type Manual = Extract<View, { kind: 'manual' }>;
type Script = Extract<View, { kind: 'script' }>;

/** The sections of a manual page, in words. */
export function sectionsData({ sections }: Manual, say: Say) {
  return sections.map(({ heading, code, entries }) => ({
    heading: say(heading),
    code: code.join('\n'),
    codeText: withoutCodeBlock(code.join('\n')),
    entries: entries.map(({ name, text }) => ({ name: words(name, say), text: words(text, say) })),
  }));
}

/** The colour of what became of a line; the others are good. */
const COLORS: Partial<Record<Script['lines'][number]['outcome'], string>> = {
  refused: 'Attention',
  failed: 'Attention',
  notRun: 'Warning',
  begun: 'Accent',
  waiting: 'Warning',
};

/** The lines of a script with what became of each, in words. */
export function scriptLinesData({ lines }: Script, say: Say) {
  return lines.map(({ line, outcome, text, next, facts }, at) => {
    const listing = listOfFacts(facts, say);
    return {
      line: `${at + 1}. ${escapeMarkdown(line)}`,
      outcome: say({ key: `script.outcome.${outcome}`, params: {} }),
      color: COLORS[outcome] ?? 'Good',
      text: say(text),
      next: next === null ? '' : say(next),
      listing,
      listingText: withoutCodeBlock(listing),
    };
  });
}

function words(text: string | Message, say: Say): string {
  return typeof text === 'string' ? escapeMarkdown(text) : say(text);
}
