/** A line of a CSV file, without its end. What a spreadsheet would run as a formula stands behind an apostrophe, as text. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(csvCell).join(',');
}

/** One cell: in quotation marks where it needs them. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
