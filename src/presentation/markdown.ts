/**
 * People's words as they stand, in an Adaptive Card text: nothing in them is rendered as Markdown, a mention (`<at>`) or a
 * date function (`{{DATE(…)}}`). Line breaks become spaces, so that nothing begins a list.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
    .replace(/[\\`*_{}[\]<>~&|]/g, '\\$&')
    .replace(/^(\s*)([#+=-])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}
