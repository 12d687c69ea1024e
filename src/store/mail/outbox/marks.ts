import type { Payload } from 'payload'
import { markMails, type MailMark } from './mark.ts'

/** How long a mark may wait for others, in milliseconds: what somebody waits for, and what nobody does. */
const TOGETHER = { soon: 2, sometime: 10 }

/**
 * Marks of many mails that are sent at the same time, written in groups: each write of the embedded database waits for
 * the disk. One group is written after the other: what became of a mail is kept before the next one that goes over the
 * same connection may go out. In a group each mail stands once: whoever sends it waits for one mark before the next.
 */
export class MailMarks {
  readonly #payload: Payload
  readonly #enough: number
  #waiting: { mark: MailMark; settle: (done: boolean) => void; fail: (error: unknown) => void }[] = []
  #urgent = 0
  #writing = false
  #timer: { at: number; timer: NodeJS.Timeout } | null = null

  /** @param enough how many that somebody waits for are written at once. */
  constructor(payload: Payload, enough = 1) {
    this.#payload = payload
    this.#enough = enough
  }

  /**
   * @param urgent whether something waits for it.
   * @returns false where another has claimed the mail since, or it was not in the state that was asked for.
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
