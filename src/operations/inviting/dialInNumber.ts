import { formatPhoneNumber, parsePhoneNumber } from '../../domain/phoneNumber.ts';
import type { Span } from './dialInTokens.ts';

/** What a line says that begins with a telephone number. */
export interface NumberLine {
  kind: 'number';
  /** The number as it is written, perhaps in the form of its country, as `(866) 555-0100`. */
  written: string;
  /** Whether it is a number for sure; digits without a plus are one only within a block that has a title. */
  isSure: boolean;
  /** Where the number stands. */
  span: Span;
  /** The conference ID that is dialled after it, as in `,,8271964#`. */
  dialled: (Span & { id: string }) | null;
  /** The link that a mail program wrote behind it, as in `<tel:+14255550100>`. */
  link: (Span & { value: string }) | null;
}

/** Bullets, marks of quotation, and words that ask to dial what follows. */
const LEAD =
  /^[^\p{L}\p{N}+(]*(?:(?:dial|call)(?:[ -]in)?\s*:?\s+|(?:ring|appele[rz]|compose[rz])\s*:?\s+)?/iu;

const NUMBER = /^(?:\(\s?)?\+?[(\d][\d\s().\-‐‑–/]*/;

const DIALLED = /^(\s*[,;][\s,;]*)(\d[\d\s\-‐‑]*)(#?)/;

const LINK = /^(\s*<\s*)((?:tel|callto):[^<>\s]*)\s*>/i;

const DATE = /^(?:\d{4}([-/.])\d{1,2}\1|\d{1,2}([-/.])\d{1,2}\2\d)/;

/** Reads a line that is a telephone number, what is dialled after it and the name of its place; else undefined. */
export function numberLine(text: string): NumberLine | undefined {
  const start = LEAD.exec(text)?.[0].length ?? 0;
  const written = NUMBER.exec(text.slice(start))?.[0].replace(/\D+$/, '') ?? '';
  const digits = written.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 17) return undefined;
  const span = { start, end: start + written.length };
  const dialled = dialledAt(text, span.end);
  // A number sign that ends what is dialled is not part of a name.
  const behind = dialled ? dialled.end + (text[dialled.end] === '#' ? 1 : 0) : span.end;
  const link = linkAt(text, behind);
  if (!isPlace(text.slice(link ? link.end + 1 : behind))) return undefined;
  const isInternational = /^\(?\s?(?:\+|00)/.test(written);
  const isSure = isInternational || dialled !== null;
  return !isSure && DATE.test(written) ? undefined : { kind: 'number', written, isSure, span, dialled, link };
}

function dialledAt(text: string, at: number): NumberLine['dialled'] {
  const [, lead = '', written = '', sign = ''] = DIALLED.exec(text.slice(at)) ?? [];
  const trimmed = written.replace(/\D+$/, '');
  const id = trimmed.replace(/\D/g, '');
  const start = at + lead.length;
  // With neither a pause nor a sign it is some other number.
  const isDialled = sign !== '' || /[,;]\s*[,;]/.test(lead);
  return id === '' || !isDialled ? null : { id, start, end: start + trimmed.length };
}

function linkAt(text: string, at: number): NumberLine['link'] {
  const [, lead = '', value = ''] = LINK.exec(text.slice(at)) ?? [];
  const start = at + lead.length;
  return value === '' ? null : { value, start, end: start + value.length };
}

/** Whether what follows a number can be the name of its place or its kind, as in `Sweden, Stockholm (toll-free)`. */
export function isPlace(rest: string): boolean {
  const name = rest.replace(/^[\s,–—|>-]+/, '');
  return (
    name === '' ||
    (/^(?:[\p{Lu}\p{Lo}(]|toll|gratuit|payant|avgift)/u.test(name) && /^[^\d:!?@<>#]{1,60}$/.test(name))
  );
}

/** A number as written, in E.164: also one that the library does not know. */
function e164(written: string): string | undefined {
  const bare = written.replace(/^\(\s?(?=\+)/, '');
  const plain = `+${bare.replace(/\D/g, '')}`;
  return (
    parsePhoneNumber(bare) ?? (bare.startsWith('+') && /^\+[1-9]\d{6,14}$/.test(plain) ? plain : undefined)
  );
}

/** Whether a number as it is written is the one in E.164. */
export function isSameNumber(written: string, number: string): boolean {
  const read = e164(written);
  return read !== undefined && (read === number || formatPhoneNumber(read) === formatPhoneNumber(number));
}

/** A `tel:` link to a number with the ID that is dialled after it; the link as it is when it says that already. */
export function telLink(value: string, number: string, id: string | null): string {
  const [, scheme = 'tel:', target = '', suffix = ''] =
    /^\s*(tel:|callto:)([^,;?]*)(.*)$/is.exec(value) ?? [];
  const dialled = id === null ? suffix : suffix.replace(/(?<=^[,;]+\s?)\d[\d\s-]*/, id);
  const behind = /^[,;\d#%a-z=-]*$/i.test(dialled) ? dialled : '';
  const isRight = isSameNumber(target.replace(/%2b/i, '+').replace(/%20/g, ' '), number);
  return isRight && behind === suffix ? value : `${scheme}${number}${behind}`;
}
