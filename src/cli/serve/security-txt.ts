import type { ServerResponse } from 'node:http'

/** Days for which the file may be relied on; RFC 9116 advises less than a year. It is written anew for each request. */
const DAYS = 90

/** `security.txt` (RFC 9116): whom to tell of a weakness. */
export const securityTxt = (contact: string, publicUrl: string, now: Date): string =>
  [
    `Contact: ${contact}`,
    `Expires: ${new Date(now.getTime() + DAYS * 86_400_000).toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    '',
  ].join('\n')

/** Answers with it. */
export function sendSecurityTxt(
  response: ServerResponse,
  contact: string,
  publicUrl: string,
  now: Date,
): void {
  response
    .writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'max-age=86400' })
    .end(securityTxt(contact, publicUrl, now))
}
