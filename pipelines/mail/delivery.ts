/** What a mail server, or the connection to it, did with a mail. */
export type DeliveryResult =
  | { is: 'sent'; answer: string }
  /** Not taken for now. `serverDown`: because of the connection or the server, and not of this mail. */
  | { is: 'deferred'; answer: string; serverDown: boolean }
  /** Not taken for good, because of the address, of what it says, or of who sends it. */
  | { is: 'rejected'; whose: 'address' | 'message' | 'server'; answer: string }
  /** The connection was lost after the mail was handed over, before an answer came. */
  | { is: 'unknown'; answer: string }
  /** Not handed over: somebody else sends it now. */
  | { is: 'superseded' }

/** A mail on its way. */
export interface Outgoing {
  from: string
  to: string
  messageId: string
  raw: Buffer
  /**
   * Writes down that the message may go out from now on. It is called when a connection begins with the mail, so that
   * the server is told the envelope meanwhile, and again just before the first byte of the message: nothing goes out
   * before both have said so.
   * @returns false where it must not go out.
   */
  handingOver: () => Promise<boolean>
}

/** Where mails go. */
export interface Transport {
  /** How many it takes at the same time. */
  parallel: number
  /** Never fails because of a mail server: what that does is what it returns. */
  send(mail: Outgoing): Promise<DeliveryResult>
  /** Ends the connections that nothing uses. */
  rest(): void
}

/** Longest answer that is kept. */
const LONGEST = 300

const ADDRESS = /[^\s<>"'(),;:]+(@|=40|%40)[^\s<>"'(),;:]+/gi
/** Characters of a word or a part of an address: beside them, a name is part of something longer. */
const WORD = /[\p{L}\p{N}]/u

/** An answer of a mail server without the address, or parts of it, or any other. */
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

/** Words of an answer that has no enhanced status code, by which servers say that there is no such mailbox. */
const NOBODY =
  /\b(user|recipient|mailbox|address|account)\b.*\b(unknown|not found|does ?n.t exist|does not exist|invalid|disabled)\b|\b(no such|unknown|invalid|nonexistent) (\w+ )?(user|recipient|mailbox|address|account)\b/i

/**
 * Whose fault an answer of 5xx is, by its enhanced status code (RFC 3463, RFC 5248) and the command that it answers.
 * `address`: there is no such mailbox, and nothing should be sent there any more.
 */
export function whoseFault(command: string, answer: string): 'address' | 'message' | 'server' {
  if (/^(MAIL FROM|AUTH|EHLO|HELO|CONN|STARTTLS)/.test(command)) return 'server'
  const status = /^5\d\d[ -]5\.(\d{1,3})\.(\d{1,3})\b/.exec(answer)
  if (!command.startsWith('RCPT')) return 'message'
  if (!status) return /^55[013]/.test(answer) && NOBODY.test(answer) ? 'address' : 'message'
  const [subject, detail] = [Number(status[1]), Number(status[2])]
  // 5.1.7 and 5.1.8 speak of the sender.
  if (subject === 1) return detail === 7 || detail === 8 ? 'server' : 'address'
  return subject === 2 && detail === 1 ? 'address' : 'message'
}
