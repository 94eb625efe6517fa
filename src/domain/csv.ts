/** A byte order mark: without it Excel does not read the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A whole CSV file of such lines, as Excel reads it (RFC 4180: every line ends). */
export function csvFile(lines: readonly string[]): Buffer {
  return Buffer.from(BYTE_ORDER_MARK + lines.map((line) => `${line}\r\n`).join(''));
}

/** A line of a CSV file, without its end. What a spreadsheet would run as a formula stands behind an apostrophe, as text. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(csvCell).join(',');
}

/** One cell: in quotation marks where it needs them. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
