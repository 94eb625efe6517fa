import type { Language } from '../domain/language.ts';
import type { MigrationLine } from '../domain/migrationLine.ts';
import { formatMoment } from './dates.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Texts } from './texts.ts';

/** How far somebody's invitations are, in words: "Amos Marble" and "3 invitations follow on 23 November 2026 at 11:30 UTC". */
export function migrationFact(
  line: MigrationLine,
  language: Language,
  texts: Texts,
  preview = false,
): { label: string; value: string } {
  const { state, expected, updated, leftAlone, failed } = line;
  const at = formatMoment(line.at, language);
  const says = texts(language, `migration.line.${wordsOf(line, preview)}`, {
    at,
    expected: expected ?? 0,
    updated,
    leftAlone,
    failed,
  });
  const why =
    line.reason === null || state === 'Succeeded'
      ? ''
      : ` ${escapeMarkdown(texts(language, `migrationReason.${line.reason}`, { detail: line.detail ?? '' }))}`;
  return { label: escapeMarkdown(line.person), value: `${says}${why}` };
}

/** Which of the texts it is. */
function wordsOf({ state, counting, expected, reason }: MigrationLine, preview: boolean): string {
  if (state !== 'Pending') return state;
  if (preview) return 'preview';
  if (reason !== null) return 'retrying';
  if (counting) return 'counting';
  return expected === null ? 'PendingUnknown' : 'Pending';
}
