import { setTimeout as wait } from 'node:timers/promises'
import type { Transport } from '#pipelines/mail/delivery.ts'
import { composeMessage, MessageRefused, type DkimKey } from '#pipelines/mail/message.ts'
import type { Logger } from '#lib/log.ts'
import { settleLeftBehind } from '#store/mail/outbox/left-behind.ts'
import { MailMarks } from '#store/mail/outbox/marks.ts'
import type { StoredMail } from '#store/mail/outbox/stored-mail.ts'
import { presenceOf } from '#store/presence.ts'
import type { Context } from '../../context.ts'
import { ClaimedMails } from './claimed-mails.ts'
import { Outcomes } from './outcome.ts'
import { RateLimiter } from './rate-limiter.ts'
import { emptyReceipt, type SendReceipt } from './receipt.ts'
import { tooOld } from './retry.ts'
import { dkimKey, transportOf } from './transport.ts'
import { CircuitBreaker } from './circuit-breaker.ts'
import { SETTINGS, type SendSettings, type Wiring } from './wiring.ts'

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** Milliseconds for which a confirmed claim can be relied on: shorter than others take to declare it abandoned. */
const JUST_NOW = 1_000

/** Sends the outbox: each mail is claimed, composed, handed over and marked with the outcome. */
export class Sender {
  readonly #context: Context
  readonly #log: Logger
  readonly #wiring: Wiring
  readonly #settings: SendSettings
  readonly #transport: Transport
  readonly #dkim: DkimKey | null
  readonly #marks: MailMarks
  readonly #outcomes: Outcomes
  readonly #pace: RateLimiter
  readonly #breaker = new CircuitBreaker()
  readonly #stop = new AbortController()
  #sending: Promise<SendReceipt> | null = null
  /** Aborts when other workers may have declared this process dead. */
  #lost: AbortSignal | null = null

  constructor(context: Context, log: Logger, wiring: Wiring, settings: Partial<SendSettings> = {}) {
    const { env, payload } = context
    this.#context = context
    this.#log = log
    this.#wiring = wiring
    this.#settings = { ...SETTINGS, ...settings }
    this.#transport = transportOf(env, settings.timeouts)
    this.#dkim = dkimKey(env)
    this.#marks = new MailMarks(payload, Math.ceil(this.#transport.parallel / 2))
    this.#outcomes = new Outcomes({
      context,
      log,
      wiring,
      settings: this.#settings,
      marks: this.#marks,
      breaker: this.#breaker,
    })
    this.#pace = new RateLimiter({ perSecond: env.mailPerSecond, perDomain: env.mailPerSecondDomain })
    context.stop?.addEventListener('abort', () => this.#stop.abort(), { once: true })
    if (context.stop?.aborted) this.#stop.abort()
  }

  /** Claims no more mails, releases those not begun, and waits for those in progress. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#sending?.catch(() => undefined)
    this.#transport.rest()
  }

  /** Sends due mails until there are none, it is stopped, or the circuit breaker opens. */
  sendDue(): Promise<SendReceipt> {
    this.#sending ??= this.#sendDue().finally(() => {
      this.#sending = null
      this.#transport.rest()
    })
    return this.#sending
  }

  get #pausing(): boolean {
    return this.#stop.signal.aborted || this.#lost?.aborted || this.#breaker.isOpen(this.#context.clock.now())
  }

  async #sendDue(): Promise<SendReceipt> {
    const receipt = emptyReceipt()
    this.#lost = null
    if (this.#pausing) return receipt
    const { payload, clock } = this.#context
    const left = await settleLeftBehind(payload, { now: clock.now(), rest: this.#settings.unknownRest })
    if (left.unsent > 0) this.#log.warn({ mails: left.unsent }, 'mails that were left behind are sent now')
    if (left.unknown > 0) this.#log.warn({ mails: left.unknown }, 'it is not known whether mails arrived')
    // A mail that could not be marked is settled by the next pass: nothing runs under that holder any more.
    const presence = await presenceOf(payload)
    const holder = presence.claim()
    this.#lost = presence.signal
    const claimed = new ClaimedMails(this.#context, {
      settings: this.#settings,
      withheld: this.#wiring.withheld,
      pausing: () => this.#pausing,
      holder,
    })
    const work = async (): Promise<void> => {
      for (let mail = await claimed.next(); mail; mail = await claimed.next())
        await this.#sendOne(mail, receipt)
    }
    try {
      // More than the transport sends in parallel, so that other mails are composed meanwhile.
      const workers = await Promise.allSettled(
        Array.from({ length: 2 * this.#transport.parallel + 2 }, () => work()),
      )
      for (const result of workers) if (result.status === 'rejected') throw result.reason as Error
    } finally {
      await claimed.end().finally(() => presence.forget(holder))
    }
    return receipt
  }

  async #sendOne(mail: StoredMail, receipt: SendReceipt): Promise<void> {
    const old = tooOld(mail, this.#context.clock.now())
    if (old) return this.#outcomes.end(mail, receipt, 'dropped', old)
    const composed = await this.#composed(mail, receipt)
    if (!composed || !(await this.#turnCame(mail, composed.to))) return
    const result = await this.#transport.send({
      ...composed,
      messageId: mail.messageId,
      handingOver: this.#handingOver(mail),
    })
    await this.#outcomes.delivered(mail, receipt, result)
  }

  /** @returns null if there is nothing to send, which was recorded. */
  async #composed(
    mail: StoredMail,
    receipt: SendReceipt,
  ): Promise<{ from: string; to: string; raw: Buffer } | null> {
    const date = this.#context.clock.now()
    let dropped: string
    try {
      const message = await this.#wiring.compose(mail)
      if (!('drop' in message))
        return await composeMessage(message, { messageId: mail.messageId, date, dkim: this.#dkim })
      dropped = message.drop
    } catch (error) {
      if (!(error instanceof MessageRefused)) {
        this.#log.error({ mail: mail.key, err: error as Error }, 'a mail could not be composed')
        await this.#outcomes.later(mail, receipt, 'It could not be composed.')
        return null
      }
      this.#log.error({ mail: mail.key, field: error.field }, 'a mail was refused before it was sent')
      await this.#outcomes.end(mail, receipt, 'refused', error.message)
      return null
    }
    await this.#outcomes.end(mail, receipt, 'dropped', dropped)
    return null
  }

  /**
   * Waits for a mail's turn. @returns false if it was put back because the turn is too far off or sending is
   * stopped.
   */
  async #turnCame(mail: StoredMail, to: string): Promise<boolean> {
    const turn = this.#pace.turn(domainOf(to), performance.now())
    if ('wait' in turn && turn.wait > 1)
      await wait(turn.wait, undefined, { signal: this.#stop.signal }).catch(() => undefined)
    if ('wait' in turn && !this.#pausing) return true
    const notBefore =
      'later' in turn
        ? new Date(this.#context.clock.now().getTime() + turn.later).toISOString()
        : mail.notBefore
    const data = { state: 'pending', holder: null, notBefore } as const
    await this.#marks.mark({ mail, from: 'sending', data }, { urgent: false })
    return false
  }

  /** Marks a mail as `handing-over`, and again at the last moment unless that was just now. */
  #handingOver(mail: StoredMail): () => Promise<boolean> {
    const lost = this.#lost
    let saidAt: number | null = null
    return async () => {
      if (lost?.aborted) return false
      const now = performance.now()
      if (saidAt !== null && now - saidAt < JUST_NOW) return true
      mail.attemptedAt ??= this.#context.clock.now().toISOString()
      const may = await this.#marks.mark({
        mail,
        from: saidAt === null ? 'sending' : 'handing-over',
        data: { state: 'handing-over', attemptedAt: mail.attemptedAt },
      })
      if (may) saidAt = now
      return may
    }
  }
}
