import { claimMails } from '#store/mail/outbox/claim.ts'
import { markMails } from '#store/mail/outbox/mark.ts'
import type { StoredMail } from '#store/mail/outbox/stored-mail.ts'
import type { Context } from '../../context.ts'
import type { SendSettings, Wiring } from './wiring.ts'

/** Claimed mails that are not begun. The next batch is claimed while the last of this one are sent. */
export class ClaimedMails {
  readonly #context: Context
  readonly #withheld: Wiring['withheld']
  readonly #settings: SendSettings
  readonly #pausing: () => boolean
  readonly #mails: StoredMail[] = []
  readonly #holder: string
  #claiming: Promise<boolean> | null = null
  /** No more were due: the next query waits until every claimed mail was begun. */
  #drained = false

  /**
   * @param pausing whether to begin no more mails.
   * @param holder holder of the claims.
   */
  constructor(
    context: Context,
    {
      settings,
      withheld,
      pausing,
      holder,
    }: { settings: SendSettings; withheld: Wiring['withheld']; pausing: () => boolean; holder: string },
  ) {
    this.#context = context
    this.#withheld = withheld
    this.#settings = settings
    this.#pausing = pausing
    this.#holder = holder
  }

  /** @returns the next mail to send; null if none is due or no more are to be begun. */
  async next(): Promise<StoredMail | null> {
    for (;;) {
      if (this.#pausing()) return null
      if (this.#mails.length === 0) {
        if (!(await this.#claim()) && this.#mails.length === 0) return null
      } else if (this.#mails.length <= this.#settings.batch / 2 && !this.#drained)
        this.#claim().catch(() => undefined) // a caller that runs out of mails claims again, and gets the error
      const mail = this.#mails.shift()
      if (mail) return mail
    }
  }

  /** Releases mails that were not begun. */
  async end(): Promise<void> {
    const data = { state: 'pending', holder: null } as const
    await markMails(
      this.#context.payload,
      this.#mails.splice(0).map((mail) => ({ mail, from: 'sending', data })),
    )
  }

  #claim(): Promise<boolean> {
    this.#claiming ??= this.#claimMore().finally(() => {
      this.#claiming = null
    })
    return this.#claiming
  }

  async #claimMore(): Promise<boolean> {
    if (this.#pausing()) return false
    const { payload, clock } = this.#context
    const { batch } = this.#settings
    const except = (await this.#withheld?.()) ?? null
    const mails = await claimMails(payload, {
      now: clock.now(),
      holder: this.#holder,
      limit: batch,
      except,
    })
    this.#mails.push(...mails)
    this.#mails.sort((a, b) => a.priority - b.priority)
    this.#drained = mails.length === 0
    return !this.#drained
  }
}
