import * as z from 'zod';
import { parsePhoneNumber, PhoneNumber } from '../domain/phoneNumber.ts';
import { countryCodeOf } from '../domain/places.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import { MOST_SECONDARY, SPOKEN_LANGUAGES, spokenLanguageOf } from '../domain/spokenLanguage.ts';
import { text, toggle, value, type Field } from './field.ts';

const E164 = z
  .union([z.string().max(64), z.number()])
  .transform((typed) => parsePhoneNumber(String(typed)))
  .pipe(PhoneNumber);

/** What people say for no number at all. */
const Nothing = z
  .union([z.null(), z.string().regex(/^\s*(\$?null|none|no|aucun|ingen|inget|inga)\s*$/i)])
  .transform(() => null);

/** A telephone number, in any form that people type; read as E.164. */
export function phone(parameter: string | null): Field<string> {
  return value(E164, 'phone-malformed', parameter);
}

/** A telephone number that may be left out. */
export function optionalPhone(parameter: string | null): Field<string | undefined> {
  return value(E164.optional(), 'phone-malformed', parameter);
}

/** A telephone number, or none (`$null`). */
export function phoneOrNone(parameter: string | null): Field<string | null> {
  return value(z.union([Nothing, E164]), 'phone-malformed', parameter);
}

const NumberType = z
  .string()
  .transform((typed) =>
    typed
      .trim()
      .toLowerCase()
      .replace(/[\s_-]/g, ''),
  )
  .pipe(z.enum(['toll', 'tollfree']))
  .transform((type): ServiceNumber['type'] => (type === 'toll' ? 'toll' : 'toll-free'));

/** Toll or toll-free; may be left out. */
export function numberType(parameter: string | null): Field<ServiceNumber['type'] | undefined> {
  return { ...value(NumberType.optional(), 'number-type', parameter), choices: ['toll', 'toll-free'] };
}

/** A country by its code or its name; may be left out. */
export function country(parameter: string | null): Field<string | undefined> {
  const Country = z.string().transform(countryCodeOf).pipe(z.string());
  return value(Country.optional(), 'country-unknown', parameter);
}

/** A bridge, by name or id; nobody needs to name the only one. */
export const BRIDGE_FIELDS = { bridge: text('BridgeName'), bridgeId: text('BridgeId') };

/** Yes or no, one of which has to be said. */
export function switchable(parameter: string): Field<boolean> {
  const field = toggle(parameter);
  return {
    parameter,
    kind: 'value',
    choices: field.choices ?? [],
    read(raw) {
      if (raw === undefined) throw new Refusal('value-missing', { parameter });
      return field.read(raw, parameter);
    },
  };
}

/** The first language of a number; may be left out. */
export function spokenLanguage(parameter: string | null): Field<string | undefined> {
  return {
    parameter,
    kind: 'value',
    read: (raw) => (raw === undefined || raw === null ? undefined : languageIn(raw)),
  };
}

/** The other languages of a number in their order, as a list or with commas between them; may be left out. */
export function spokenLanguages(parameter: string | null): Field<string[] | undefined> {
  return {
    parameter,
    kind: 'value',
    read(raw) {
      if (raw === undefined) return undefined;
      const listed: unknown[] = Array.isArray(raw)
        ? raw
        : typeof raw === 'string'
          ? raw.split(/[,;]/)
          : [raw];
      const languages = listed.filter((one) => one !== null && one !== '').map(languageIn);
      if (languages.length > MOST_SECONDARY)
        throw new Refusal('languages-too-many', { count: languages.length, max: MOST_SECONDARY });
      return languages;
    },
  };
}

/** A language that numbers can speak; throws Refusal with those that begin alike, else with some. */
function languageIn(raw: unknown): string {
  const typed = typeof raw === 'string' ? raw.trim() : JSON.stringify(raw);
  const found = spokenLanguageOf(typed);
  if (found !== undefined) return found;
  const near = SPOKEN_LANGUAGES.filter((tag) => tag.slice(0, 2) === typed.slice(0, 2).toLowerCase());
  throw new Refusal(
    'languages-unknown',
    { value: typed.slice(0, 80) },
    near.length > 0 ? near : SPOKEN_LANGUAGES.slice(0, 12),
  );
}
