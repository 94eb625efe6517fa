import type { Language } from '../../domain/language.ts';
import { formatPhoneNumber } from '../../domain/phoneNumber.ts';
import { Draft, escapeHtml, type Source } from './dialInDraft.ts';
import { findBlocks, type Ownership } from './dialInFind.ts';
import { tokensOfHtml } from './dialInHtml.ts';
import { Kinds } from './dialInKinds.ts';
import { linesOf } from './dialInLines.ts';
import { sentenceOf } from './dialInSentence.ts';
import { isPlace, numberLine } from './dialInNumber.ts';
import { tokensOfText, type Token } from './dialInTokens.ts';
import { linesFor, takeOut, Update } from './dialInUpdate.ts';

/** What an invitation should say of how to join by phone. */
export interface DialInDetails {
  /** E.164, toll first; may be empty. */
  numbers: readonly string[];
  /** Null: the block's own ID stays as it is (every meeting has its own), or has none. */
  conferenceId: string | null;
  /** What is pressed: digits, `*` and `#`. Null where there is none; one that stands in a block goes with the ID that it was of. */
  passcode: string | null;
}

/** The words of a block in one language: `{conferenceId}` and `{passcode}` stand for the values in their lines. */
export interface BlockWords {
  title: string;
  conferenceId: string;
  passcode: string;
}

/** What is to become of the blocks of an organizer. */
export interface BlockChange {
  /** IDs that the organizer has or had, 7 digits: by them a block is known as the organizer's own. */
  ids: readonly string[];
  /** Null: the block is taken out. */
  details: DialInDetails | null;
  words: Readonly<Record<Language, BlockWords>>;
  /** The language of a block that is added at the end where there is none; null: none is added. */
  append: Language | null;
}

/** An invitation as a calendar stores it. */
export interface Invitation {
  format: 'html' | 'text';
  body: string;
}

/**
 * Replaces the organizer's dial-in blocks in an invitation and leaves every other byte of it as it is. `found` is how many it had;
 * `body` is the very same string when nothing had to change, so that nobody gets the same update twice.
 */
export function withDialIn(invitation: Invitation, change: BlockChange): { body: string; found: number } {
  const { format, body } = invitation;
  const { details, words, append } = change;
  const tokens = format === 'html' ? tokensOfHtml(body) : tokensOfText(body);
  const source: Source = { format, body, tokens, lines: linesOf(tokens, isOneLine) };
  const kinds = new Kinds(words);
  const blocks = findBlocks(source.lines, kinds, ownershipOf(change, tokens));
  if (blocks.length === 0 && details !== null && append !== null)
    return { body: appended(source, change, blockLines(details, words[append])), found: 0 };
  const draft = new Draft(source);
  const update = details && new Update(source, kinds, words, details, draft);
  blocks.forEach((block) => (update ? update.block(block) : takeOut(draft, block)));
  const changed = blocks.length === 0 ? body : draft.finish();
  return { body: changed === body ? body : changed, found: blocks.length };
}

function ownershipOf({ ids: had, details }: BlockChange, tokens: readonly Token[]): Ownership {
  const own = details?.conferenceId ?? null;
  const ids = new Set(own === null ? had : [...had, own]);
  // Where each meeting has an ID of its own, that of another one may stand in a line; and a line has no place for a passcode.
  const isRead = details === null || (own !== null && details.passcode === null);
  return {
    ids,
    anyId: details !== null && own === null,
    sentenceOf: (line) => (isRead ? sentenceOf(tokens, line, ids, details?.numbers ?? []) : undefined),
  };
}

/** Whether two cells of a row read as one line: a label and its ID, or a number and its place. */
function isOneLine(left: string, right: string): boolean {
  if (/^\D{0,40}$/.test(left))
    return /conf[eé]rence|konferens/i.test(left) && /^\d[\d\s#\-‐‑]{0,24}$/.test(right);
  return left.startsWith('+') && numberLine(left)?.isSure === true && isPlace(right);
}

/** A block of its own; empty where it would have nothing to say. */
function blockLines(details: DialInDetails, words: BlockWords): string[] {
  const { id, passcode } = linesFor(details, words);
  const lines = [...details.numbers.map(formatPhoneNumber), ...id];
  return lines.length === 0 ? [] : [words.title, ...lines, ...passcode];
}

/** The invitation with a block at its end; as it is where the block could not be found again, as within an open comment. */
function appended(source: Source, change: BlockChange, lines: readonly string[]): string {
  if (lines.length === 0) return source.body;
  const body = source.format === 'html' ? atEndOfHtml(source, lines) : atEndOfText(source, lines);
  const again = withDialIn({ format: source.format, body }, { ...change, append: null });
  return again.found > 0 && again.body === body ? body : source.body;
}

function atEndOfHtml({ body, tokens }: Source, lines: readonly string[]): string {
  const closing = (name: string) => tokens.findLast((token) => isClosing(token, name))?.start;
  const at = closing('body') ?? closing('html') ?? body.length;
  return `${body.slice(0, at)}<div>${lines.map(escapeHtml).join('<br>')}</div>${body.slice(at)}`;
}

function isClosing(token: Token, name: string): boolean {
  return token.kind === 'close' && token.name === name;
}

function atEndOfText({ body, tokens }: Source, lines: readonly string[]): string {
  const first = tokens.find((token) => token.kind === 'break');
  const newline = first ? body.slice(first.start, first.end) : '\n';
  const endsLine = /[\r\n]$/.test(body);
  const isApart = body === '' || /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(body);
  const gap = isApart ? '' : endsLine ? newline : newline + newline;
  return `${body}${gap}${lines.join(newline)}${endsLine ? newline : ''}`;
}
