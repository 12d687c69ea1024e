const LINKS = /(\/admin\/reset\/|[?&;]t=)[A-Za-z0-9_-]{8,}/g

const blank = (text: string): string => text.replace(LINKS, '$1***')

const HEAD_END = /\r?\n\r?\n/

const ENCODING = /^content-transfer-encoding:[ \t]*([\w-]+)/im
const BOUNDARY = /^content-type:[ \t]*multipart\/(?:.|\r?\n[ \t])*?boundary="?([^";\r\n]+)/im

const DECODERS: Record<string, ((body: string) => string) | undefined> = {
  base64: (body) => Buffer.from(body, 'base64').toString('latin1'),
  'quoted-printable': (body) =>
    body
      .replace(/=[ \t]*\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16))),
}

/**
 * Blanks a part of a mail, or the whole, one character per byte. Encoded parts are decoded first, and shown
 * decoded.
 */
function blanked(part: string): string {
  const at = HEAD_END.exec(part)
  if (!at) return blank(part)
  const head = part.slice(0, at.index)
  const body = part.slice(at.index + at[0].length)
  const boundary = BOUNDARY.exec(head)?.[1]
  if (boundary !== undefined)
    return blank(head) + at[0] + body.split(`--${boundary}`).map(blanked).join(`--${boundary}`)
  const decode = DECODERS[ENCODING.exec(head)?.[1]?.toLowerCase() ?? '']
  if (!decode) return blank(head) + at[0] + blank(body)
  const shown = head.replace(ENCODING, 'Content-Transfer-Encoding: 8bit')
  return blank(shown) + at[0] + blank(decode(body)) + (body.endsWith('\n') ? '\r\n' : '')
}

/** One character per byte. */
const bytes = (text: string): string => Buffer.from(text).toString('latin1')

const TO = /^(To:[ \t]*)(.*(?:\r?\n[ \t].*)*)/im

/** A mail without its address and link tokens, for viewing by somebody other than the recipient. */
export const blankLinks = (mail: Buffer): Buffer =>
  Buffer.from(
    blanked(mail.toString('latin1')).replace(
      TO,
      (_to, name: string, to: string) => name + bytes(maskAddress(to)),
    ),
    'latin1',
  )

/** Masks an address so that only its owner recognizes it. */
export const maskAddress = (address: string): string => {
  const plain = address.replace(/^.*<|>.*$/g, '')
  const at = plain.lastIndexOf('@')
  return at < 1 ? '…' : `${plain[0]}…${plain.slice(at)}`
}
