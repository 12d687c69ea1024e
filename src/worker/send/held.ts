import type { Logger } from '#lib/log.ts'
import { claimMails } from '#store/outbox/claim.ts'
import { markMails, type MailMark } from '#store/outbox/mark.ts'
import type { StoredMail } from '#store/outbox/stored-mail.ts'
import type { Context } from '../context.ts'
import type { SendSettings, Wiring } from './wiring.ts'

/** Mails that were claimed and not begun. More are claimed while the last of them are sent. */
export class HeldMails {
  readonly #context: Context
  readonly #log: Logger
  readonly #withheld: Wiring['withheld']
  readonly #settings: SendSettings
  readonly #pausing: () => boolean
  readonly #mails: StoredMail[] = []
  readonly #renewing: NodeJS.Timeout
  #claiming: Promise<boolean> | null = null
  /** Nothing more was due: asked again only when everything that is held was begun. */
  #drained = false

  /** @param pausing whether no more are to be begun. */
  constructor(
    context: Context,
    log: Logger,
    {
      settings,
      withheld,
      pausing,
    }: { settings: SendSettings; withheld: Wiring['withheld']; pausing: () => boolean },
  ) {
    this.#context = context
    this.#log = log
    this.#withheld = withheld
    this.#settings = settings
    this.#pausing = pausing
    this.#renewing = setInterval(() => this.#renew(), settings.lease / 3)
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
    clearInterval(this.#renewing)
    await this.#mark(this.#mails.splice(0), { state: 'pending', until: null })
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
    const { lease, batch } = this.#settings
    const except = (await this.#withheld?.()) ?? null
    const mails = await claimMails(payload, { now: clock.now(), lease, limit: batch, except })
    this.#mails.push(...mails)
    this.#mails.sort((a, b) => a.priority - b.priority)
    this.#drained = mails.length === 0
    return !this.#drained
  }

  /** Goes on holding mails whose turn has not come yet. */
  #renew(): void {
    const until = new Date(this.#context.clock.now().getTime() + this.#settings.lease).toISOString()
    this.#mark(this.#mails, { until }).catch((error: unknown) =>
      this.#log.warn({ err: error as Error }, 'mails could not be held for longer'),
    )
  }

  async #mark(mails: readonly StoredMail[], data: MailMark['data']): Promise<void> {
    await markMails(
      this.#context.payload,
      mails.map((mail) => ({ mail, from: 'sending', data })),
    )
  }
}
