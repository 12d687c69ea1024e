import { base64, qp, type MimeNode } from './nodemailer.ts'

const ENCODERS: Record<string, ((text: string) => string) | undefined> = {
  'quoted-printable': (text) => qp.wrap(qp.encode(text)),
  base64: (text) => base64.wrap(base64.encode(text)),
}

function textOf(part: MimeNode): string {
  // They are said first: by then it is decided how the content is encoded.
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
 * The bytes of a mail whose parts are texts; its lines end by CRLF. They are those that nodemailer builds by streams,
 * which for a mail of a few kilobytes take longer than everything else that is done to it.
 */
export function mimeBytes(root: MimeNode): Buffer {
  const text = textOf(root)
  return Buffer.from((text.endsWith('\n') ? text : `${text}\n`).replace(/\r?\n/g, '\r\n'))
}
