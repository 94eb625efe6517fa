/** A piece of a text, with its place in it so that names keep their spelling. */
export interface Token {
  kind:
    | 'word'
    | 'number'
    | 'phone'
    | 'address'
    | 'mailbox'
    | 'quoted'
    | 'genitive'
    | 'comma'
    | 'colon'
    | 'stop'
    | 'question';
  /** Without case and diacritics: what words are compared by. */
  plain: string;
  /** In lower case, with diacritics. */
  lower: string;
  start: number;
  end: number;
  /** Hangs together with the token before it: the second half of `PIN-kod`. */
  glued: boolean;
  /** Of quotations the words inside, of addresses and mailboxes the address. */
  value: string;
  /** The name in front of the address of a mailbox. */
  name?: string;
}

/** Letters that diacritics do not come off of. */
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  đ: 'd',
  ı: 'i',
};

/** A text without case and diacritics, with straight apostrophes. */
export function fold(text: string): string {
  return lowered(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łøæœßđı]/g, (letter) => LETTERS[letter] ?? letter);
}

/** A text in lower case, with straight apostrophes. */
function lowered(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’‘ʼ´`]/g, "'");
}

/** What stands between the digits of a telephone number. */
const GAP = String.raw`[ \u00A0\u2007\u202F./()‐‑–-]{0,3}`;

/**
 * A telephone number in the forms that people type: with `+`, `00` or `tel:` in front and digits in any groups behind; or
 * from the country on without them, in one run or in groups of which the first is short.
 */
const PHONE = new RegExp(
  String.raw`(?:tel:[ \u00A0]?(?:\+|00)?|\+[ \u00A0]?|00)\(?[1-9](?:${GAP}\d){6,14}(?![\p{L}\d@])` +
    String.raw`|[1-9]\d{9,14}(?![\p{L}\d@-])` +
    String.raw`|[1-9]\d{0,2}[ \u00A0\u202F.-]\(?\d(?:${GAP}\d){8,12}(?![\p{L}\d@])`,
  'uy',
);

/** A language tag, which hyphens and short words would tear apart: `de-DE`. */
const LANGUAGE_TAG = /([a-z]{2,3}-[A-Z]{2})(?![\p{L}\p{N}@.-])/uy;

/** What a text is cut at, tried in this order; every pattern is linear and tied to one place. */
const PIECES: readonly [Token['kind'] | 'space' | 'chunk', RegExp][] = [
  ['stop', /[\n\r]+/y],
  ['phone', PHONE],
  ['quoted', LANGUAGE_TAG],
  [
    'space',
    /[\s\p{Cf}\p{Cc}*~`\u2060]+|(?![🚫❌⛔👎])\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]*/uy,
  ],
  [
    'mailbox',
    /["“”„«]([^"“”„«»<>\n]{1,120})["“”»][ \u00A0]{0,2}<[ \u00A0]?([^\s<>@]{1,80}@[^\s<>@]{1,80})[ \u00A0]?>/uy,
  ],
  [
    'mailbox',
    /(\p{Lu}[\p{L}\p{M}'’.-]{0,40}(?: \p{Lu}[\p{L}\p{M}'’.-]{0,40}){0,3})[ \u00A0]?<([^\s<>@]{1,80}@[^\s<>@]{1,80})>/uy,
  ],
  ['quoted', /["“”„«]([^"“”„«»\n]{1,200})["“”»]/uy],
  ['stop', /[.…!]+(?=[\s\p{Cf})"”»]|$)/uy],
  ['question', /[?¿]+[?!.]*/uy],
  ['comma', /[,;]|[-–—](?=\s|$)/uy],
  ['colon', /:/uy],
  ['space', /["“”„«»()[\]{}!¡¿<]/uy],
  ['space', /['’‘](?=[\p{L}\p{N}])/uy],
  ['chunk', /[^\s\p{Cf}\p{Cc},;"“”„«»()[\]{}<>!?¡¿*~`]+|>/uy],
];

/** A French word that has lost its vowel. */
const ELISION = /^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu)['’]/iu;

/** Cuts a text into tokens; takes time in proportion to its length. `isWord` knows the words of every language. */
export function tokensOf(text: string, isWord: (plain: string) => boolean): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const piece = pieceAt(text, at);
    if (piece.kind === 'chunk') tokens.push(...tokensOfChunk(piece.match[0], at, isWord));
    else if (piece.kind !== 'space') tokens.push(tokenOfPiece(piece.kind, piece.match, at));
    at += piece.match[0].length;
  }
  return tokens;
}

/** The first pattern that fits at a place. */
function pieceAt(
  text: string,
  at: number,
): { kind: Token['kind'] | 'space' | 'chunk'; match: readonly string[] & { 0: string } } {
  for (const [kind, pattern] of PIECES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { kind, match };
  }
  return { kind: 'space', match: [text.charAt(at)] };
}

function tokenOfPiece(kind: Token['kind'], match: readonly string[], start: number): Token {
  const token = { ...wordToken(match[0] ?? '', start, false), kind };
  if (kind === 'phone') return { ...token, value: (match[0] ?? '').trim() };
  if (kind === 'quoted') return { ...token, value: (match[1] ?? '').trim() };
  if (kind === 'mailbox') return { ...token, name: (match[1] ?? '').trim(), value: match[2] ?? '' };
  return token;
}

function wordToken(text: string, start: number, glued: boolean): Token {
  return {
    kind: 'word',
    plain: fold(text),
    lower: lowered(text),
    start,
    end: start + text.length,
    glued,
    value: text,
  };
}

/** The tokens of a run of characters without space: one address, or words on both sides of hyphens and elisions. */
function tokensOfChunk(chunk: string, start: number, isWord: (plain: string) => boolean): Token[] {
  if (ELISION.test(chunk) && chunk.replace(ELISION, '') === '') return [wordToken(chunk, start, false)];
  const bare = chunk.replace(/[.:…'’]+$/u, '');
  const mark = chunk.slice(bare.length);
  const genitive = /['’]/.test(mark)
    ? [{ ...wordToken("'s", start + bare.length, true), kind: 'genitive' as const }]
    : [];
  const stop = /[.…]/u.test(mark)
    ? [{ ...wordToken(mark, start + bare.length, true), kind: 'stop' as const }]
    : [];
  const colon = mark.includes(':')
    ? [{ ...wordToken(':', start + bare.length, true), kind: 'colon' as const }]
    : [];
  return [...tokensOfBare(bare, start, isWord), ...genitive, ...colon, ...stop];
}

function tokensOfBare(bare: string, start: number, isWord: (plain: string) => boolean): Token[] {
  if (bare === '') return [];
  if (bare.startsWith('@')) return tokensOfBare(bare.slice(1), start + 1, isWord);
  if (/^[^@]+@[^@]+$/.test(bare)) return [{ ...wordToken(bare, start, false), kind: 'address' }];
  if (/^\d+(?:-\d+)*$/.test(bare)) return [{ ...wordToken(bare, start, false), kind: 'number' }];
  const tokens: Token[] = [];
  for (const part of bare.matchAll(/[^-‐‑–—:]+/gu)) {
    tokens.push(...tokensOfPart(part[0], start + part.index, part.index > 0, isWord));
  }
  return tokens;
}

/** Words with an elision in front (`l'ID`, `d'Amos`) or a genitive behind (`Amos's`) are two tokens. */
function tokensOfPart(
  part: string,
  start: number,
  glued: boolean,
  isWord: (plain: string) => boolean,
): Token[] {
  if (/^\d+$/.test(part)) return [{ ...wordToken(part, start, glued), kind: 'number' }];
  // Most words have no apostrophe, and need not be known.
  if (!/['’]/.test(part) || isWord(fold(part))) return [wordToken(part, start, glued)];
  const genitive = /['’]s$/iu.exec(part);
  if (genitive) {
    const base = part.slice(0, genitive.index);
    const tail = { ...wordToken(genitive[0], start + genitive.index, true), kind: 'genitive' as const };
    return [...tokensOfPart(base, start, glued, isWord), tail];
  }
  const elision = ELISION.exec(part);
  if (!elision || elision[0].length === part.length) return [wordToken(part, start, glued)];
  const rest = part.slice(elision[0].length);
  // "D'Angelo" and "N'Golo" are names; "L'ID" and "N'envoie" are not.
  const isName = /^\p{Lu}/u.test(part) && !isWord(fold(rest));
  if (isName) return [wordToken(part, start, glued)];
  return [
    wordToken(elision[0], start, glued),
    ...tokensOfPart(rest, start + elision[0].length, false, isWord),
  ];
}
