/** The cells of the tables in a text of Markdown, one list a row, without headers and rules. */
export function rowsIn(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const isRule = (line: string | undefined) => /^\|[\s|:-]+\|$/.test(line ?? '');
  return lines
    .filter((line, at) => !isRule(line) && !isRule(lines[at + 1]))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );
}

/** The tests that a cell names: a file, and words that stand in it. */
export function testsIn(cell: string): { file: string; words: string }[] {
  return [...cell.matchAll(/`([^`]+)` › `([^`]+)`/g)].map(([, file = '', words = '']) => ({ file, words }));
}
