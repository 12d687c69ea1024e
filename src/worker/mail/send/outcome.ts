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
  trouble: CircuitBreaker
}

/** Writes down what became of mails. */
export class Outcomes {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** What became of a mail that was handed to the mail server. */
  async handed(mail: StoredMail, receipt: SendReceipt, handed: DeliveryResult): Promise<void> {
    const { context, log, settings, marks } = this.#parts
    if (handed.is === 'superseded') {
      log.warn({ mail: mail.key }, 'another took a mail over')
      return
    }
    const trouble =
      handed.is === 'again' ? handed.trouble : handed.is === 'refused' && handed.whose === 'server'
    await this.#noteTrouble(trouble ? handed.answer : null)
    if (handed.is === 'sent') return this.end(mail, receipt, 'sent', handed.answer)
    if (handed.is === 'again' || trouble) return this.later(mail, receipt, handed.answer)
    if (handed.is === 'unknown') {
      receipt.unknown += 1
      log.warn({ mail: mail.key, answer: handed.answer }, 'it is not known whether a mail arrived')
      const now = context.clock.now()
      const data = becomesUnknown(mail, { now, rest: settings.unknownRest, answer: handed.answer })
      await marks.mark({ mail, data }, { urgent: false })
      return
    }
    await this.end(mail, receipt, 'refused', handed.answer)
    log.warn({ mail: mail.key, answer: handed.answer }, 'a mail was refused')
    if (handed.whose === 'address') await this.#suppress(mail, handed.answer)
  }

  /** A mail that was not taken is tried again later, or was for too long. */
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

  /** @param answer what the mail server, or the connection to it, said; null where it does its work. */
  async #noteTrouble(answer: string | null): Promise<void> {
    const { context, log, wiring, trouble } = this.#parts
    const rest = answer === null ? trouble.over() : trouble.note(answer, context.clock.now())
    if (rest === undefined) return
    if (rest)
      log.error(
        { until: rest.until, answer: rest.answer },
        'the mail server is in trouble: nothing is sent for a while',
      )
    // What is shown of it must not keep mail from going.
    await wiring
      .noteRest?.(rest)
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
