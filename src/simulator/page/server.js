// @ts-check

/**
 * Does something at the server; gives its status and the bot's words, if it answered a button with words.
 * @param {'say' | 'press' | 'speak' | 'consent' | 'search' | 'record'} what
 * @param {object} body
 * @returns {Promise<{ status: number, text: string | null, choices?: import('./pickers.js').Choice[], recording?: string }>}
 */
export async function post(what, body) {
  const headers = { 'content-type': 'application/json' };
  try {
    const response = await fetch(`/chat/${what}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return response.ok ? await response.json() : { status: response.status, text: null };
  } catch {
    return { status: 0, text: null };
  }
}

/**
 * Listens to what happens; the browser comes back by itself when the connection breaks.
 * @param {Record<string, (data: any) => void>} handlers
 */
export function listen(handlers) {
  const events = new EventSource('/chat/events');
  for (const [name, handle] of Object.entries(handlers)) {
    if (name !== 'lost') events.addEventListener(name, (event) => handle(JSON.parse(event.data)));
  }
  events.addEventListener('error', () => handlers['lost']?.(null));
}
