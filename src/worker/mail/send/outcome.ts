import type { DeliveryResult } from '#pipelines/mail/delivery.ts'
import { textOf } from '#domain/values.ts'
import type { Logger } from '#lib/log.ts'
import { becomesUnknown } from '#store/mail/outbox/left-behind.ts'
import type { MailMarks } from '#store/mail/outbox/marks.ts'
import type { StoredMail } from '#store/mail/outbox/stored-mail.ts'
import type { Context } from '../../context.ts'
import type { SendReceipt } from './receipt.ts'
import { triedAgainAt } from './retry.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { SendSettings, Wiring } from './wiring.ts'

interface Parts {
  context: Context
  log: Logger
  wiring: Wiring
  settings: SendSettings
  marks: MailMarks
  breaker: CircuitBreaker
}

/** Records the outcome of sending mails. */
export class Outcomes {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Records what the mail server did with a mail. */
  async delivered(mail: StoredMail, receipt: SendReceipt, result: DeliveryResult): Promise<void> {
    const { context, log, settings, marks } = this.#parts
    if (result.is === 'superseded') {
      log.warn({ mail: mail.key }, 'another took a mail over')
      return
    }
    const serverDown =
      result.is === 'deferred' ? result.serverDown : result.is === 'rejected' && result.whose === 'server'
    await this.#noteServer(serverDown ? result.answer : null)
    if (result.is === 'sent') return this.end(mail, receipt, 'sent', result.answer)
    if (result.is === 'deferred' || serverDown) return this.later(mail, receipt, result.answer)
    if (result.is === 'unknown') {
      receipt.unknown += 1
      log.warn({ mail: mail.key, answer: result.answer }, 'it is not known whether a mail arrived')
      const now = context.clock.now()
      const data = becomesUnknown(mail, { now, rest: settings.unknownRest, answer: result.answer })
      await marks.mark({ mail, data }, { urgent: false })
      return
    }
    await this.end(mail, receipt, 'refused', result.answer)
    log.warn({ mail: mail.key, answer: result.answer }, 'a mail was refused')
    if (result.whose === 'address') await this.#suppress(mail, result.answer)
  }

  /** Schedules a retry of a mail that was not accepted, or gives up after too long. */
  async later(mail: StoredMail, receipt: SendReceipt, answer: string): Promise<void> {
    const now = this.#parts.context.clock.now()
    mail.attemptedAt ??= now.toISOString()
    const { attemptedAt } = mail
    const at = triedAgainAt(new Date(attemptedAt), now)
    if (!at) return this.end(mail, receipt, 'refused', answer)
    receipt.again += 1
    const data = { state: 'pending', holder: null, notBefore: at.toISOString(), attemptedAt, answer } as const
    await this.#parts.marks.mark({ mail, data }, { urgent: false })
  }

  async end(
    mail: StoredMail,
    receipt: SendReceipt,
    state: 'sent' | 'refused' | 'dropped',
    answer: string,
  ): Promise<void> {
    receipt[state] += 1
    const endedAt = this.#parts.context.clock.now().toISOString()
    await this.#parts.marks.mark({ mail, data: { state, holder: null, endedAt, answer } }, { urgent: false })
  }

  /** @param answer what the mail server, or the connection to it, said; null if it works. */
  async #noteServer(answer: string | null): Promise<void> {
    const { context, log, wiring, breaker } = this.#parts
    const backOff = answer === null ? breaker.succeeded() : breaker.failed(answer, context.clock.now())
    if (backOff === undefined) return
    if (backOff)
      log.error(
        { until: backOff.until, answer: backOff.answer },
        'the mail server is in trouble: nothing is sent for a while',
      )
    // Failing to display the back-off must not stop mail.
    await wiring
      .noteRest?.(backOff)
      .catch((error: unknown) =>
        log.warn({ err: error as Error }, 'the rest of the sender could not be noted'),
      )
  }

  async #suppress({ recipient }: StoredMail, answer: string): Promise<void> {
    const { context, wiring } = this.#parts
    const [whose, id] = recipient.split(':')
    if (whose !== 'subscriber') return
    const why = `The address refuses mail: ${answer}`
    await wiring.suppress({ payload: context.payload }, textOf(id), why, context.clock.now())
  }
}
