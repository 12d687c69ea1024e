/** What a mail server, or the connection to it, did with a mail. */
export type DeliveryResult =
  | { is: 'sent'; answer: string }
  /** Temporary failure. `serverDown`: caused by the connection or the server, not by this mail. */
  | { is: 'deferred'; answer: string; serverDown: boolean }
  /** Permanent failure, caused by the address, the content or the sender. */
  | { is: 'rejected'; whose: 'address' | 'message' | 'server'; answer: string }
  /** The connection was lost after the mail was handed over, before an answer arrived. */
  | { is: 'unknown'; answer: string }
  /** Not handed over: another sender holds it now. */
  | { is: 'superseded' }

/** A mail on its way. */
export interface Outgoing {
  from: string
  to: string
  messageId: string
  raw: Buffer
  /**
   * Records that the message may go out from now on. Called when a connection starts on the mail, while the
   * envelope is sent, and again just before the first byte of the message: nothing goes out before both calls have
   * returned true.
   * @returns false where it must not go out.
   */
  handingOver: () => Promise<boolean>
}

/** Where mails go. */
export interface Transport {
  /** How many mails it takes in parallel. */
  parallel: number
  /** Never rejects because of a mail server: failures are in the result. */
  send(mail: Outgoing): Promise<DeliveryResult>
  /** Closes idle connections. */
  rest(): void
}

/** Maximum length of a stored answer. */
const LONGEST = 300

const ADDRESS = /[^\s<>"'(),;:]+(@|=40|%40)[^\s<>"'(),;:]+/gi
/** Characters of a word or address part: next to one of these, a name is part of something longer. */
const WORD = /[\p{L}\p{N}]/u

/** A mail server's answer without the recipient's address, parts of it, or any other address. */
export function masked(answer: string, to: string): string {
  const line = answer
    .slice(0, 4 * LONGEST)
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e]+/g, ' ')
  return withoutWord(line.replace(ADDRESS, '…'), to.slice(0, to.lastIndexOf('@')))
    .trim()
    .slice(0, LONGEST)
}

function withoutWord(text: string, word: string): string {
  const lower = text.toLowerCase()
  const wanted = word.toLowerCase()
  let found = word === '' ? -1 : lower.indexOf(wanted)
  if (found < 0) return text
  let result = ''
  let from = 0
  for (; found >= 0; found = lower.indexOf(wanted, found + 1)) {
    const end = found + word.length
    if (found < from || WORD.test(text[found - 1] ?? '') || WORD.test(text[end] ?? '')) continue
    result += `${text.slice(from, found)}…`
    from = end
  }
  return result + text.slice(from)
}

/** Phrases for an unknown mailbox, in answers without an enhanced status code. */
const NOBODY =
  /\b(user|recipient|mailbox|address|account)\b.*\b(unknown|not found|does ?n.t exist|does not exist|invalid|disabled)\b|\b(no such|unknown|invalid|nonexistent) (\w+ )?(user|recipient|mailbox|address|account)\b/i

/**
 * Whose fault a 5xx answer is, by its enhanced status code (RFC 3463, RFC 5248) and the command it answers.
 * `address`: there is no such mailbox, so nothing more should be sent there.
 */
export function whoseFault(command: string, answer: string): 'address' | 'message' | 'server' {
  if (/^(MAIL FROM|AUTH|EHLO|HELO|CONN|STARTTLS)/.test(command)) return 'server'
  const status = /^5\d\d[ -]5\.(\d{1,3})\.(\d{1,3})\b/.exec(answer)
  if (!command.startsWith('RCPT')) return 'message'
  if (!status) return /^55[013]/.test(answer) && NOBODY.test(answer) ? 'address' : 'message'
  const [subject, detail] = [Number(status[1]), Number(status[2])]
  // 5.1.7 and 5.1.8 are about the sender.
  if (subject === 1) return detail === 7 || detail === 8 ? 'server' : 'address'
  return subject === 2 && detail === 1 ? 'address' : 'message'
}
