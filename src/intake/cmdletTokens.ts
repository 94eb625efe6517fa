import { Refusal } from '../domain/refusal.ts';
import {
  beginsExpression,
  DASHES,
  endsBareWord,
  escaped,
  INVISIBLE,
  opensQuote,
  readQuoted,
} from './cmdletQuotes.ts';

/** What one value of a cmdlet line can be. */
export type Scalar = string | boolean | null;

/** A piece of a cmdlet line. `bare` marks a value without quotes, `colon` a parameter written `-Name:`. */
export type Token =
  | { kind: 'parameter'; name: string; colon: boolean }
  | { kind: 'value'; value: Scalar; bare: boolean }
  | { kind: 'comma' | 'open' | 'close' };

/** A token and the place behind it. */
interface Read {
  token: Token;
  end: number;
}

const LITERALS: Readonly<Record<string, boolean | null>> = { $true: true, $false: false, $null: null };
const PARAMETER = new RegExp(`[${DASHES}]{1,2}\\s*(\\p{L}[\\p{L}\\p{N}_]*)(:?)`, 'uy');
const MENTION = /<at>([^<>]*)<\/at>/iy;
const LITERAL = /\$(?:true|false|null)(?![\p{L}\p{N}_:.([])/iuy;
const CONTINUED = /`[^\S\n]*\n/y;

/** Cuts what follows the cmdlet's name into pieces, as PowerShell does; refuses what would be a second command or a program. */
export function tokensOf(line: string): Token[] {
  const text = line.replace(/\r\n?/g, '\n');
  const tokens: Token[] = [];
  let at = blanksEnd(text, 0, undefined);
  while (at < text.length) {
    const { token, end } = readToken(text, at);
    tokens.push(token);
    at = blanksEnd(text, end, token);
    mustBeApart(text, token, end, at);
  }
  return tokens;
}

/** Where the next token begins: behind blanks, comments, continued lines and a last semicolon. */
function blanksEnd(text: string, start: number, previous: Token | undefined): number {
  let at = start;
  while (at < text.length) {
    const rest = text.slice(at);
    const end = matchEnd(CONTINUED, text, at);
    if (end !== undefined) at = end;
    else if (text.charAt(at) === '\n') at = nextLine(text, at, previous);
    else if (/[\s\u0085]/.test(text.charAt(at)) || INVISIBLE.test(text.charAt(at))) at += 1;
    else if (text.charAt(at) === '#' && at !== start) at = endOfLine(text, at);
    else if (/^[;\s]*$/.test(rest)) at = text.length;
    else return at;
  }
  return at;
}

/** A new line ends a command, unless it goes on with a parameter or behind a comma: so it looks when a long line was copied. */
function nextLine(text: string, at: number, previous: Token | undefined): number {
  const rest = text.slice(at).trimStart();
  const goesOn =
    new RegExp(`^[${DASHES},;#)]|^$`).test(rest) || previous?.kind === 'comma' || previous?.kind === 'open';
  if (!goesOn) throw malformed(rest);
  return text.length - rest.length;
}

/** Reads the token that begins at a place. */
function readToken(text: string, at: number): Read {
  const character = text.charAt(at);
  if (character === ',') return { token: { kind: 'comma' }, end: at + 1 };
  if (character === '(') return { token: { kind: 'open' }, end: at + 1 };
  if (text.startsWith('@(', at)) return { token: { kind: 'open' }, end: at + 2 };
  if (character === ')') return { token: { kind: 'close' }, end: at + 1 };
  if (text.startsWith('@{', at) || (character === '@' && opensQuote(text.charAt(at + 1))))
    throw malformed(text.slice(at));
  const read = readParameter(text, at) ?? readMention(text, at) ?? readLiteral(text, at);
  if (read) return read;
  if (!opensQuote(character)) return readBare(text, at);
  const { value, end } = readQuoted(text, at);
  return { token: { kind: 'value', value, bare: false }, end };
}

/** `-Name`, `-Name:`, `- Name`, `–Name`. */
function readParameter(text: string, at: number): Read | undefined {
  PARAMETER.lastIndex = at;
  const [, name, colon] = PARAMETER.exec(text) ?? [];
  if (name === undefined) return undefined;
  return { token: { kind: 'parameter', name, colon: colon === ':' }, end: PARAMETER.lastIndex };
}

/** A person mentioned in Teams. */
function readMention(text: string, at: number): Read | undefined {
  MENTION.lastIndex = at;
  const name = MENTION.exec(text)?.[1];
  return name === undefined
    ? undefined
    : { token: { kind: 'value', value: name.trim(), bare: false }, end: MENTION.lastIndex };
}

/** `$true`, `$false`, `$null`. */
function readLiteral(text: string, at: number): Read | undefined {
  const end = matchEnd(LITERAL, text, at);
  const value = end === undefined ? undefined : LITERALS[text.slice(at, end).toLowerCase()];
  return end === undefined || value === undefined
    ? undefined
    : { token: { kind: 'value', value, bare: false }, end };
}

/** A word without quotes: up to the next blank, comma or bracket; a backtick takes away the meaning of what follows. */
function readBare(text: string, start: number): Read {
  let value = '';
  let at = start;
  for (; at < text.length && !/[\s\u0085,;()]/.test(text.charAt(at)); at += 1) {
    const character = text.charAt(at);
    if (matchEnd(CONTINUED, text, at) !== undefined) break;
    if (/[|&<>{}]/.test(character) || endsBareWord(character) || beginsExpression(text, at))
      throw malformed(text.slice(at));
    if (character === '`') at += 1;
    if (!INVISIBLE.test(character)) value += character === '`' ? escaped(text.charAt(at)) : character;
  }
  if (value === '' || new RegExp(`^[${DASHES}]+$`).test(value)) throw malformed(text.slice(start));
  return { token: { kind: 'value', value, bare: true }, end: Math.min(at, text.length) };
}

/** Nothing may stick to the end of a value or a parameter's name: what was meant is anybody's guess. */
function mustBeApart(text: string, token: Token, end: number, next: number): void {
  const sticks = end === next && end < text.length && !/[,)]/.test(text.charAt(end));
  const mayStick =
    token.kind === 'comma' || token.kind === 'open' || (token.kind === 'parameter' && token.colon);
  if (sticks && !mayStick) throw malformed(text.slice(Math.max(0, end - 12)));
}

/** Where the match of a sticky pattern ends. */
function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The end of the line that a comment takes up. */
function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** A line that is not one cmdlet with plain values; `value` is where it stops being that. */
export function malformed(rest: string, choices: readonly string[] = []): Refusal {
  const value = rest.trim();
  return new Refusal(
    'cmdlet-malformed',
    { value: value.length > 40 ? `${value.slice(0, 39)}…` : value },
    choices,
  );
}
