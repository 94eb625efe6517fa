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

/** A day (`2026-11-23`) in few characters, without its year: `23 nov.` */
export function formatDay(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}
