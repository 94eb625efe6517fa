const DAY = 86_400_000;

/** A moment's date in a time zone, as `2026-11-24`. */
export function dayOf(moment: Date, timeZone: string): string {
  // Swedish dates are written as ISO 8601 has them.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
}

/** The date `days` days before another; both as `2026-11-24`. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - days * DAY).toISOString().slice(0, 10);
}

/** Whether a text is a date of the calendar, as `2026-11-24`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** When a day of a time zone begins, and when the one after it does. */
export function rangeOf(day: string, timeZone: string): { from: Date; to: Date } {
  return { from: beginOf(day, timeZone), to: beginOf(daysBefore(day, -1), timeZone) };
}

/** Whether the runtime knows a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Midnight, or the first moment of the day where clocks skip it: found by correcting a guess by what the clocks there show. */
function beginOf(day: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00.000Z`);
  const first = wanted - offsetAt(wanted, timeZone);
  return new Date(wanted - offsetAt(first, timeZone));
}

/** By how many milliseconds the clocks of a time zone are ahead of UTC at a moment. */
function offsetAt(moment: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const whole = Math.floor(moment / 1_000) * 1_000;
  return Date.parse(`${shown.format(whole).replace(' ', 'T')}.000Z`) - whole;
}

/** A moment in few characters, in UTC, as a console has it: `2026-11-24 10:00 UTC`. */
export function shortMoment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
