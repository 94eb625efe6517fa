/** The browser build of markdown-it, which the server offers beside the page. */
declare const markdownIt: (options: object) => { render(source: string): string };
export default markdownIt;
