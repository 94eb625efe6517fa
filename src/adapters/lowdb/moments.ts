/** A moment in the one form whose texts sort as time does: UTC, with milliseconds. */
export function moment(written: string): string {
  return written.length === 24 ? written : new Date(written).toISOString();
}

/** The first moment after another: the end of a range that includes the other. */
export function justAfter(at: Date): string {
  return new Date(at.getTime() + 1).toISOString();
}
