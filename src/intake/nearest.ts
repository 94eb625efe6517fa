/** How many letters must be added, dropped, replaced or swapped with their neighbour to make one word of the other. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const costs = [
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      ];
      if (swapped) costs.push(at(beforeLast, column - 2) + 1);
      current.push(Math.min(...costs));
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

/** A word of a list and how far it is from what was typed. */
export interface Near {
  word: string;
  distance: number;
}

/** The words within `most` letters of what was typed, nearest first; upper and lower case are the same. */
export function nearest(typed: string, words: readonly string[], most: number): Near[] {
  const folded = typed.toLowerCase();
  return words
    .map((word) => ({ word, distance: editDistance(folded, word.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((one, other) => one.distance - other.distance || one.word.localeCompare(other.word));
}

/** A cell of the table; cells outside it cost more than any edit. */
function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.MAX_SAFE_INTEGER - 1;
}
