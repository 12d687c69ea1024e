import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { textOf } from '#domain/values.ts'
import type { Mail, Message } from '#domain/mails.ts'
import { emlTransport } from '#pipelines/digest/eml.ts'
import type { Handed, Transport } from '#pipelines/digest/handed.ts'
import { composeMessage, MessageRefused, type DkimKey } from '#pipelines/digest/message.ts'
import { SmtpPool, type SmtpTimeouts } from '#pipelines/digest/smtp.ts'
import type { Logger } from '#lib/log.ts'
import {
  becomesUnknown,
  claimMails,
  MailMarks,
  markMails,
  settleLeftBehind,
  type MailMark,
  type StoredMail,
} from '#store/outbox.ts'
import type { StoreRequest } from '#store/rows.ts'
import type { Context } from './context.ts'
import { Pace } from './send/pace.ts'
import { tooOld, triedAgainAt, Trouble } from './send/rules.ts'

/** What the sender is handed: how a mail comes to say what it says, and what is done about an address that is dead. */
export interface Wiring {
  /** What a mail says now, and to whom; or why it is not sent. */
  compose(mail: Mail): Promise<Message | { drop: string }>
  /** The kind of mail that is not sent for now; null where all are. */
  withheld?(): Promise<Mail['kind'] | null>
  /** Sends nothing more to a subscriber. */
  suppress(req: StoreRequest, subscriber: string, why: string, at: Date): Promise<unknown>
}

/** How long things take, in milliseconds. Tests set them. */
export interface SendSettings {
  /** How long mails are held that were claimed. Who holds them says three times in it that he still does. */
  lease: number
  /** How long the answer to a mail may take, before nobody waits for it any more. */
  handingOver: number
  /** How long what is `unknown` rests. */
  unknownRest: number
  /** How many mails are claimed at once, at most. */
  batch: number
  timeouts?: SmtpTimeouts
}

const SETTINGS: SendSettings = {
  lease: 2 * 60_000,
  handingOver: 15 * 60_000,
  unknownRest: 10 * 60_000,
  batch: 100,
}

/** What one look into the outbox came to. */
export interface SendReceipt {
  sent: number
  again: number
  refused: number
  unknown: number
  dropped: number
}

/** What the admin can be told of the sender of this process. */
export interface SenderState {
  /** Instant until which nothing is sent, because the mail server is in trouble; null when it is not. */
  restingUntil: string | null
  /** Failures of the connection or the server, one after the other. */
  failuresInARow: number
  /** What it said last, without addresses. */
  trouble: string | null
}

let current: Sender | null = null

/** The sender of this process; null where it has none. */
export const senderState = (): SenderState | null => current?.state ?? null

function dkimKey({ env }: Context): DkimKey | null {
  if (!env.dkim) return null
  const { domain, selector, keyFile } = env.dkim
  return { domain, selector, privateKey: readFileSync(keyFile, 'utf8') }
}

function transportOf({ env }: Context, timeouts?: SmtpTimeouts): Transport {
  return env.smtpUrl === null
    ? emlTransport(join(env.dataDir, 'mail'))
    : new SmtpPool(env.smtpUrl, { connections: env.smtpConnections, timeouts })
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** Sends what is in the outbox: each mail is claimed, composed, handed over, and marked with what became of it. */
export class Sender {
  readonly #context: Context
  readonly #log: Logger
  readonly #wiring: Wiring
  readonly #settings: SendSettings
  readonly #transport: Transport
  readonly #dkim: DkimKey | null
  readonly #marks: MailMarks
  readonly #pace: Pace
  readonly #trouble = new Trouble()
  readonly #stop = new AbortController()
  #sending: Promise<SendReceipt> | null = null

  constructor(context: Context, log: Logger, wiring: Wiring, settings: Partial<SendSettings> = {}) {
    this.#context = context
    this.#log = log
    this.#wiring = wiring
    this.#settings = { ...SETTINGS, ...settings }
    this.#transport = transportOf(context, settings.timeouts)
    this.#dkim = dkimKey(context)
    this.#marks = new MailMarks(context.payload, Math.ceil(this.#transport.parallel / 2))
    const { mailPerSecond, mailPerSecondDomain } = context.env
    this.#pace = new Pace({ perSecond: mailPerSecond, perDomain: mailPerSecondDomain })
  }

  get state(): SenderState {
    const { inARow, restingUntil, last } = this.#trouble
    return {
      restingUntil: this.#trouble.isResting(this.#context.clock.now())
        ? (restingUntil?.toISOString() ?? null)
        : null,
      failuresInARow: inARow,
      trouble: last,
    }
  }

  /** Claims no more, gives back what it has not begun, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#sending?.catch(() => undefined)
    this.#transport.rest()
  }

  /** Sends what is due, until nothing is, or it is stopped, or the mail server is in trouble. */
  sendDue(): Promise<SendReceipt> {
    this.#sending ??= this.#sendDue().finally(() => {
      this.#sending = null
      this.#transport.rest()
    })
    return this.#sending
  }

  get #pausing(): boolean {
    return this.#stop.signal.aborted || this.#trouble.isResting(this.#context.clock.now())
  }

  async #sendDue(): Promise<SendReceipt> {
    const receipt: SendReceipt = { sent: 0, again: 0, refused: 0, unknown: 0, dropped: 0 }
    if (this.#pausing) return receipt
    const { payload, clock } = this.#context
    const { lease, batch, unknownRest } = this.#settings
    const left = await settleLeftBehind(payload, { now: clock.now(), rest: unknownRest })
    if (left > 0) this.#log.warn({ mails: left }, 'it is not known whether mails arrived')
    const held: StoredMail[] = []
    const renewing = setInterval(() => this.#renew(held), lease / 3)
    let claiming: Promise<boolean> | null = null
    // Nothing more was due: asked again only when everything that is held was begun.
    let drained = false
    const claim = (): Promise<boolean> =>
      (claiming ??= (async () => {
        if (this.#pausing) return false
        const except = (await this.#wiring.withheld?.()) ?? null
        const mails = await claimMails(payload, { now: clock.now(), lease, limit: batch, except })
        held.push(...mails)
        held.sort((a, b) => a.priority - b.priority)
        drained = mails.length === 0
        return !drained
      })().finally(() => {
        claiming = null
      }))
    const next = async (): Promise<StoredMail | null> => {
      for (;;) {
        if (this.#pausing) return null
        if (held.length === 0) {
          if (!(await claim()) && held.length === 0) return null
        } else if (held.length <= batch / 2 && !drained) claim().catch(() => undefined) // whoever finds nothing asks again, and is told why
        const mail = held.shift()
        if (mail) return mail
      }
    }
    const work = async (): Promise<void> => {
      for (let mail = await next(); mail; mail = await next()) await this.#sendOne(mail, receipt)
    }
    try {
      // More than it takes at once, so that others are composed meanwhile.
      const workers = await Promise.allSettled(
        Array.from({ length: 2 * this.#transport.parallel + 2 }, () => work()),
      )
      for (const result of workers) if (result.status === 'rejected') throw result.reason as Error
    } finally {
      clearInterval(renewing)
      await this.#putBack(held)
    }
    return receipt
  }

  /** Goes on holding mails whose turn has not come yet. */
  #renew(held: readonly StoredMail[]): void {
    if (held.length === 0) return
    const { payload, clock } = this.#context
    const until = new Date(clock.now().getTime() + this.#settings.lease).toISOString()
    markMails(
      payload,
      held.map((mail) => ({ mail, from: 'sending' as const, data: { until } })),
    ).catch((error: unknown) => this.#log.warn({ err: error as Error }, 'mails could not be held for longer'))
  }

  /** Gives back mails that were claimed and not begun. */
  async #putBack(mails: StoredMail[]): Promise<void> {
    if (mails.length === 0) return
    await markMails(
      this.#context.payload,
      mails.splice(0).map((mail) => ({
        mail,
        from: 'sending' as const,
        data: { state: 'pending' as const, until: null },
      })),
    )
  }

  async #sendOne(mail: StoredMail, receipt: SendReceipt): Promise<void> {
    const now = this.#context.clock.now()
    const old = tooOld(mail, now)
    if (old) return this.#end(mail, receipt, 'dropped', old)
    let message: Message | { drop: string }
    try {
      message = await this.#wiring.compose(mail)
    } catch (error) {
      this.#log.error({ mail: mail.key, err: error as Error }, 'a mail could not be composed')
      return this.#later(mail, receipt, 'It could not be composed.')
    }
    if ('drop' in message) return this.#end(mail, receipt, 'dropped', message.drop)
    let composed: Awaited<ReturnType<typeof composeMessage>>
    try {
      composed = await composeMessage(message, { messageId: mail.messageId, date: now, dkim: this.#dkim })
    } catch (error) {
      if (error instanceof MessageRefused) {
        this.#log.error({ mail: mail.key, field: error.field }, 'a mail was refused before it was sent')
        return this.#end(mail, receipt, 'refused', error.message)
      }
      this.#log.error({ mail: mail.key, err: error as Error }, 'a mail could not be composed')
      return this.#later(mail, receipt, 'It could not be composed.')
    }
    if (!(await this.#turnCame(mail, composed.to))) return
    const handed = await this.#transport.send({
      ...composed,
      messageId: mail.messageId,
      handingOver: this.#handingOver(mail),
    })
    await this.#note(mail, receipt, handed)
  }

  /** Waits for the turn of a mail. @returns false where it was put back, because that is too far off or it is stopped. */
  async #turnCame(mail: StoredMail, to: string): Promise<boolean> {
    const turn = this.#pace.turn(domainOf(to), performance.now())
    if ('wait' in turn && turn.wait > 1)
      await wait(turn.wait, undefined, { signal: this.#stop.signal }).catch(() => undefined)
    if ('wait' in turn && !this.#pausing) return true
    const notBefore =
      'later' in turn
        ? new Date(this.#context.clock.now().getTime() + turn.later).toISOString()
        : mail.notBefore
    await this.#mark({ mail, from: 'sending', data: { state: 'pending', until: null, notBefore } })
    return false
  }

  /** Says that a mail is about to be handed over, and again where that was said long ago. */
  #handingOver(mail: StoredMail): () => Promise<boolean> {
    const { handingOver } = this.#settings
    let saidAt: Date | null = null
    return async () => {
      const now = this.#context.clock.now()
      if (saidAt !== null && now.getTime() - saidAt.getTime() < handingOver / 4) return true
      const from = saidAt === null ? 'sending' : 'handing-over'
      mail.attemptedAt ??= now.toISOString()
      const until = new Date(now.getTime() + handingOver).toISOString()
      const data = { state: 'handing-over', until, attemptedAt: mail.attemptedAt } as const
      const may = await this.#mark({ mail, from, data }, true)
      if (may) saidAt = now
      return may
    }
  }

  async #note(mail: StoredMail, receipt: SendReceipt, handed: Handed): Promise<void> {
    const { clock } = this.#context
    if (handed.is === 'superseded') {
      this.#log.warn({ mail: mail.key }, 'another took a mail over')
      return
    }
    const trouble =
      handed.is === 'again' ? handed.trouble : handed.is === 'refused' && handed.whose === 'server'
    if (!trouble) this.#trouble.over()
    else if (this.#trouble.note(handed.answer, clock.now()))
      this.#log.error(
        { until: this.#trouble.restingUntil, answer: handed.answer },
        'the mail server is in trouble: nothing is sent for a while',
      )
    if (handed.is === 'sent') return this.#end(mail, receipt, 'sent', handed.answer)
    if (handed.is === 'again' || trouble) return this.#later(mail, receipt, handed.answer)
    if (handed.is === 'unknown') {
      receipt.unknown += 1
      this.#log.warn({ mail: mail.key, answer: handed.answer }, 'it is not known whether a mail arrived')
      const now = clock.now()
      await this.#mark({
        mail,
        data: becomesUnknown(mail, { now, rest: this.#settings.unknownRest, answer: handed.answer }),
      })
      return
    }
    await this.#end(mail, receipt, 'refused', handed.answer)
    this.#log.warn({ mail: mail.key, answer: handed.answer }, 'a mail was refused')
    const [whose, id] = mail.recipient.split(':')
    if (handed.is === 'refused' && handed.whose === 'address' && whose === 'subscriber')
      await this.#wiring.suppress(
        { payload: this.#context.payload },
        textOf(id),
        `The address refuses mail: ${handed.answer}`,
        clock.now(),
      )
  }

  /** A mail that was not taken is tried again later, or was for too long. */
  async #later(mail: StoredMail, receipt: SendReceipt, answer: string): Promise<void> {
    const now = this.#context.clock.now()
    mail.attemptedAt ??= now.toISOString()
    const at = triedAgainAt(new Date(mail.attemptedAt), now)
    if (!at) return this.#end(mail, receipt, 'refused', answer)
    receipt.again += 1
    await this.#mark({
      mail,
      data: {
        state: 'pending',
        until: null,
        notBefore: at.toISOString(),
        attemptedAt: mail.attemptedAt,
        answer,
      },
    })
  }

  async #end(
    mail: StoredMail,
    receipt: SendReceipt,
    state: 'sent' | 'refused' | 'dropped',
    answer: string,
  ): Promise<void> {
    receipt[state] += 1
    await this.#mark({
      mail,
      data: { state, until: null, endedAt: this.#context.clock.now().toISOString(), answer },
    })
  }

  /** @param urgent whether a connection waits for it. */
  #mark(mark: MailMark, urgent = false): Promise<boolean> {
    return this.#marks.mark(mark, { urgent })
  }
}

/** Milliseconds between two looks into the outbox. */
const PAUSE = 500

/** Sends what comes into the outbox, for as long as the process runs. */
export function startSending(
  context: Context,
  log: Logger,
  wiring: Wiring,
  settings: Partial<SendSettings> = {},
): { stop(): Promise<void>; sender: Sender } {
  const sender = new Sender(context, log, wiring, settings)
  current = sender
  const stopped = new AbortController()
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      const receipt = await sender.sendDue().catch((error: unknown) => {
        log.error({ err: error as Error }, 'the outbox could not be sent')
        return null
      })
      if (receipt && Object.values(receipt).some((count) => count > 0)) log.info(receipt, 'mails were sent')
      await wait(PAUSE, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  })()
  return {
    sender,
    stop: async () => {
      stopped.abort()
      await sender.stop()
      await loop
      if (current === sender) current = null
    },
  }
}
