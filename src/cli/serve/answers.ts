import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers a program, or a person about what has no page. */
export const json = (response: ServerResponse, status: number, value: unknown): void => {
  response
    .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(value))
}

/** Whether the client is a browser showing the response to a person; API clients don't accept HTML. */
export const wantsPage = ({ method, headers, url = '' }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  /\btext\/html\b/i.test(headers.accept ?? '') &&
  !/^\/+api(?![\w.-])/i.test(url)
