import type { ServerResponse } from 'node:http'
import { SECURITY_TXT_DAYS, securityTxt } from '#pipelines/hosts/security-txt.ts'

/** Answers with `security.txt`, written anew for each request. */
export function sendSecurityTxt(
  response: ServerResponse,
  contact: string,
  publicUrl: string,
  now: Date,
): void {
  const expires = new Date(now.getTime() + SECURITY_TXT_DAYS * 86_400_000)
  response
    .writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'max-age=86400' })
    .end(securityTxt({ contact, publicUrl, expires }))
}
