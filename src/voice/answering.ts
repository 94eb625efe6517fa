import type { ServerResponse } from 'node:http';

/** Ends a response; what has no type has no content. */
export function end(
  response: ServerResponse,
  status: number,
  type?: string,
  content: string | Buffer = '',
): void {
  response.statusCode = status;
  if (type !== undefined) response.setHeader('Content-Type', type);
  response.end(content);
}
