import type { Payload } from 'payload'
import { markMails, type MailMark } from './mark.ts'

/** Milliseconds a mark may wait to be grouped with others: urgent ones, and others. */
const TOGETHER = { soon: 2, sometime: 10 }

/**
 * Writes the marks of mails sent concurrently in groups: each write of the embedded database waits for the disk.
 * Groups are written sequentially: the outcome of a mail is stored before the next one may use the same connection.
 * Each mail occurs once per group: its sender awaits one mark before the next.
 */
export class MailMarks {
  readonly #payload: Payload
  readonly #enough: number
  #waiting: { mark: MailMark; settle: (done: boolean) => void; fail: (error: unknown) => void }[] = []
  #urgent = 0
  #writing = false
  #timer: { at: number; timer: NodeJS.Timeout } | null = null

  /** @param enough number of urgent marks that are written at once. */
  constructor(payload: Payload, enough = 1) {
    this.#payload = payload
    this.#enough = enough
  }

  /**
   * @param urgent whether something waits for it.
   * @returns false if another has claimed the mail since, or it was not in the given state.
   */
  mark(mark: MailMark, { urgent = true } = {}): Promise<boolean> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ mark, settle, fail })
      if (urgent) this.#urgent += 1
      if (this.#writing) return
      if (this.#urgent >= this.#enough) this.#within(0)
      else this.#within(urgent ? TOGETHER.soon : TOGETHER.sometime)
    })
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
    this.#writing = true
    const group = this.#waiting.splice(0)
    this.#urgent = 0
    try {
      const done = await markMails(
        this.#payload,
        group.map(({ mark }) => mark),
      )
      group.forEach(({ settle }, index) => settle(done[index] ?? false))
    } catch (error) {
      for (const { fail } of group) fail(error)
    }
    this.#writing = false
    if (this.#urgent > 0) this.#within(this.#urgent >= this.#enough ? 0 : TOGETHER.soon)
    else if (this.#waiting.length > 0) this.#within(TOGETHER.sometime)
  }
}
