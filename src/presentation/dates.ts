import type { Language } from '../domain/language.ts';

/** A moment as people write it, with the time zone named: `23 november 2026 kl. 10:00 UTC`. */
export function formatMoment(iso: string, language: Language, timeZone = 'UTC'): string {
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  });
  return `${format.format(new Date(iso))} ${timeZone}`;
}
