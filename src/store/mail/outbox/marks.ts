import type { Payload } from 'payload'
import { markMails, type MailMark } from './mark.ts'

/** Milliseconds a mark may wait to be grouped with others: urgent ones, and others. */
const TOGETHER = { soon: 2, sometime: 10 }

interface Waiting {
  mark: MailMark
  settle: (done: boolean) => void
  fail: (error: unknown) => void
}

/** Groups that are written at once: MongoDB writes one while mails of another go out; the embedded database has one writer. */
const AT_ONCE = { mongoose: 2, sqlite: 1 }

/**
 * Writes the marks of mails sent concurrently in groups: each write of the embedded database waits for the disk, and
 * each of MongoDB for the network. A group counts as written once those before it are: the outcome of a mail is stored
 * before the next one may use the same connection. Each mail occurs once per group: its sender awaits one mark before
 * the next.
 */
export class MailMarks {
  readonly #payload: Payload
  readonly #enough: number
  readonly #atOnce: number
  #waiting: Waiting[] = []
  #urgent = 0
  #writing = 0
  /** Until the group begun last and those before it are written. It never rejects. */
  #last: Promise<void> = Promise.resolve()
  #timer: { at: number; timer: NodeJS.Timeout } | null = null

  /** @param enough number of urgent marks that are written at once. */
  constructor(payload: Payload, enough = 1) {
    this.#payload = payload
    this.#enough = enough
    this.#atOnce = payload.db.name === 'mongoose' ? AT_ONCE.mongoose : AT_ONCE.sqlite
  }

  /**
   * @param urgent whether something waits for it.
   * @returns false if another has claimed the mail since, or it was not in the given state.
   */
  mark(mark: MailMark, { urgent = true } = {}): Promise<boolean> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ mark, settle, fail })
      if (urgent) this.#urgent += 1
      this.#plan()
    })
  }

  #plan(): void {
    if (this.#writing >= this.#atOnce || this.#waiting.length === 0) return
    if (this.#urgent >= this.#enough) this.#within(0)
    else this.#within(this.#urgent > 0 ? TOGETHER.soon : TOGETHER.sometime)
  }

  #within(milliseconds: number): void {
    const at = performance.now() + milliseconds
    if (this.#timer) {
      if (this.#timer.at <= at) return
      clearTimeout(this.#timer.timer)
    }
    this.#timer = { at, timer: setTimeout(() => void this.#write(), milliseconds) }
  }

  async #write(): Promise<void> {
    this.#timer = null
    this.#writing += 1
    const group = this.#waiting.splice(0)
    this.#urgent = 0
    const written = markMails(
      this.#payload,
      group.map(({ mark }) => mark),
    )
    this.#last = settled(group, written, this.#last)
    await this.#last
    this.#writing -= 1
    this.#plan()
  }
}

/** Tells those who wait for a group, once it and those before it are written. */
async function settled(
  group: readonly Waiting[],
  written: Promise<boolean[]>,
  before: Promise<void>,
): Promise<void> {
  try {
    const done = await written
    await before
    group.forEach(({ settle }, index) => settle(done[index] ?? false))
  } catch (error) {
    for (const { fail } of group) fail(error)
  }
}
