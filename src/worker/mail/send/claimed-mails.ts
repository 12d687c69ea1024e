import { claimMails } from '#store/mail/outbox/claim.ts'
import { markMails } from '#store/mail/outbox/mark.ts'
import type { StoredMail } from '#store/mail/outbox/stored-mail.ts'
import type { Context } from '../../context.ts'
import type { SendSettings, Wiring } from './wiring.ts'

/** Mails that were claimed and not begun. More are claimed while the last of them are sent. */
export class ClaimedMails {
  readonly #context: Context
  readonly #withheld: Wiring['withheld']
  readonly #settings: SendSettings
  readonly #pausing: () => boolean
  readonly #mails: StoredMail[] = []
  readonly #holder: string
  #claiming: Promise<boolean> | null = null
  /** Nothing more was due: asked again only when everything that is held was begun. */
  #drained = false

  /**
   * @param pausing whether no more are to be begun.
   * @param holder who holds them.
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

  /** @returns the next to be sent; null where nothing is due, or no more are to be begun. */
  async next(): Promise<StoredMail | null> {
    for (;;) {
      if (this.#pausing()) return null
      if (this.#mails.length === 0) {
        if (!(await this.#claim()) && this.#mails.length === 0) return null
      } else if (this.#mails.length <= this.#settings.batch / 2 && !this.#drained)
        this.#claim().catch(() => undefined) // whoever finds nothing asks again, and is told why
      const mail = this.#mails.shift()
      if (mail) return mail
    }
  }

  /** Gives back what was not begun. */
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
