/** When a service wants to be asked again, by its `Retry-After`: seconds or an HTTP date; null when it did not say. */
export function retryAfter(header: string | null | undefined, now: Date): Date | null {
  const value = header?.trim() ?? '';
  if (value === '') return null;
  const moment = /^\d+(\.\d+)?$/.test(value) ? now.getTime() + Number(value) * 1_000 : Date.parse(value);
  const until = new Date(moment);
  return Number.isNaN(until.getTime()) ? null : until;
}
