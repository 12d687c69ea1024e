import { base64, qp, type MimeNode } from './nodemailer.ts'

const ENCODERS: Record<string, ((text: string) => string) | undefined> = {
  'quoted-printable': (text) => qp.wrap(qp.encode(text)),
  base64: (text) => base64.wrap(base64.encode(text)),
}

function textOf(part: MimeNode): string {
  // Built first: this decides how the content is encoded.
  const headers = `${part.buildHeaders()}\n\n`
  if (part.multipart) {
    const parts = part.childNodes.map((child) => `--${String(part.boundary)}\n${textOf(child)}`)
    return `${headers}${parts.join('\n')}\n--${String(part.boundary)}--\n`
  }
  const encode = ENCODERS[part.getHeader('Content-Transfer-Encoding') as string]
  const content = typeof part.content === 'string' ? part.content : ''
  return headers + (encode ? encode(content) : content)
}

/**
 * The bytes of a mail with text parts only, with CRLF line ends. They equal those that nodemailer builds with
 * streams, which for a mail of a few kilobytes takes longer than everything else done to it.
 */
export function mimeBytes(root: MimeNode): Buffer {
  const text = textOf(root)
  return Buffer.from((text.endsWith('\n') ? text : `${text}\n`).replace(/\r?\n/g, '\r\n'))
}
