import type { Readable, Writable } from 'node:stream'
import { isIP } from 'node:net'
import { assertOutsideTransaction } from '#lib/inside-transaction.ts'
import { masked, whoseFault, type DeliveryResult, type Outgoing, type Transport } from './delivery.ts'
import { parseConnectionUrl, SMTPConnection } from './nodemailer.ts'

/** How long each part may take, in milliseconds (RFC 5321, 4.5.3.2, allows longer ones). */
export interface SmtpTimeouts {
  /** Connecting, greeting, TLS and signing in, together. */
  connect: number
  /** MAIL, RCPT and DATA, together. */
  envelope: number
  /** The message itself, and the answer to it. */
  message: number
}

const TIMEOUTS: SmtpTimeouts = { connect: 60_000, envelope: 120_000, message: 600_000 }

/** Longest answer that is read, in bytes. No server has that much to say. */
const LONGEST_ANSWER = 65_536

/** Mails over one connection: a server may want to see another now and then. */
const MAILS_PER_CONNECTION = 1_000

type Options = ConstructorParameters<typeof SMTPConnection>[0] & {
  auth?: { user: string; pass: string }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/**
 * How to reach the server of an address `smtp://user:password@host:port`. Without `?requireTLS=false` or
 * `?ignoreTLS=true` a server elsewhere must offer STARTTLS: where it does not, somebody may have taken the offer away.
 */
export function smtpOptions(url: string, timeouts: SmtpTimeouts = TIMEOUTS): Options {
  const given = parseConnectionUrl(url) as Options
  const near = isLoopback((given.host ?? 'localhost').replace(/^\[|\]$/g, ''))
  const clear = given.secure || given.requireTLS === false || given.ignoreTLS === true
  return {
    ...given,
    requireTLS: given.requireTLS === true || (!clear && !near),
    ignoreTLS: given.requireTLS === true ? false : given.ignoreTLS === true || (near && !given.secure),
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    socketTimeout: timeouts.message,
    socketCloseTimeout: 1_000,
    maxResponseSize: LONGEST_ANSWER,
    logger: false,
  }
}

/** What nodemailer tells of a failure. */
interface SmtpError extends Error {
  code?: string
  command?: string
  response?: string
  responseCode?: number
}

class Superseded extends Error {
  override name = 'Superseded'
}

/** One connection to a mail server, over which one mail goes after another. */
class Session {
  readonly #connection: SMTPConnection
  readonly #timeouts: SmtpTimeouts
  #mails = 0

  private constructor(connection: SMTPConnection, timeouts: SmtpTimeouts) {
    this.#connection = connection
    this.#timeouts = timeouts
  }

  /** @throws {SmtpError} where there is no connection to be had. */
  static open(options: Options, timeouts: SmtpTimeouts): Promise<Session> {
    const connection = new SMTPConnection(options)
    return new Promise<Session>((resolve, reject) => {
      const timer = setTimeout(() => fail(new Error('The mail server took too long.')), timeouts.connect)
      const fail = (error: Error): void => {
        clearTimeout(timer)
        connection.close()
        reject(error)
      }
      const ready = (): void => {
        clearTimeout(timer)
        resolve(new Session(connection, timeouts))
      }
      connection.on('error', fail)
      // Why it ended is said after that it did.
      connection.on('end', () => setImmediate(fail, new Error('The mail server closed the connection.')))
      connection.connect((error) => {
        if (error) return fail(error)
        if (!options.auth) return ready()
        connection.login(options.auth, (refused) => (refused ? fail(refused) : ready()))
      })
    })
  }

  get usable(): boolean {
    return !this.#connection.destroyed && this.#mails < MAILS_PER_CONNECTION
  }

  close(): void {
    this.#connection.close()
  }

  /** Says goodbye, and does not wait for long. */
  quit(): void {
    if (this.#connection.destroyed) return
    const timer = setTimeout(() => this.#connection.close(), 2_000)
    this.#connection.once('end', () => clearTimeout(timer))
    this.#connection.quit()
  }

  async send({ from, to, raw, handingOver }: Outgoing): Promise<DeliveryResult> {
    this.#mails += 1
    const connection = this.#connection
    const timeouts = this.#timeouts
    let over = false
    let ended = false
    let late: (error: Error) => void = () => undefined
    let timer: NodeJS.Timeout | undefined
    const within = (milliseconds: number): void => {
      clearTimeout(timer)
      timer = setTimeout(() => late(new Error('The mail server took too long.')), milliseconds)
    }
    // Written down while the server is told of the envelope, so that it need not wait for us.
    const asked = handingOver()
    const superseded = asked.then(
      (may) => !may,
      () => false,
    )
    const may = async (): Promise<void> => {
      if (!(await asked) || !(await handingOver())) throw new Superseded()
    }
    // It is asked for when the server has said 354.
    const message = {
      pipe: (to: Writable) =>
        void may().then(
          () => {
            if (ended) return
            over = true
            within(timeouts.message)
            to.end(raw)
          },
          (error: unknown) => late(error as Error),
        ),
    }
    try {
      const answer = await new Promise<string>((resolve, reject) => {
        late = reject
        within(timeouts.envelope)
        // Nodemailer asks nothing of it but `pipe`.
        const readable = message as unknown as Readable
        connection.send({ from, to: [to] }, readable, (error, info) =>
          error ? reject(error) : resolve(info?.response ?? ''),
        )
      })
      return { is: 'sent', answer: masked(answer, to) }
    } catch (caught) {
      const error = caught as SmtpError
      ended = true
      const result = whatFailed(error, { to, over })
      // Nothing more may go out once it is said that nothing did: closed first, then waited for.
      if (over || !error.responseCode || error.responseCode === 421) connection.close()
      else await this.#reset()
      return (await superseded) || error instanceof Superseded ? { is: 'superseded' } : result
    } finally {
      clearTimeout(timer)
    }
  }

  /** Forgets the mail that was refused, so that another can follow. */
  async #reset(): Promise<void> {
    if (this.#connection.destroyed) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#connection.close()
        resolve()
      }, this.#timeouts.envelope)
      const done = (): void => {
        clearTimeout(timer)
        resolve()
      }
      this.#connection.once('end', done)
      this.#connection.reset((error) => {
        if (error) this.#connection.close()
        this.#connection.off('end', done)
        done()
      })
    })
  }
}

/** What an error of a connection means for the mail that it struck. */
function whatFailed(error: SmtpError, { to, over }: { to: string; over: boolean }): DeliveryResult {
  const answer = masked(error.response ?? error.message, to)
  const code = error.responseCode
  if (code === undefined)
    return over ? { is: 'unknown', answer } : { is: 'deferred', answer, serverDown: true }
  if (code >= 500)
    return { is: 'rejected', whose: whoseFault(error.command ?? '', error.response ?? ''), answer }
  return { is: 'deferred', answer, serverDown: code === 421 }
}

/** Connections to one mail server, so many at most. */
export class SmtpPool implements Transport {
  readonly parallel: number
  readonly #options: Options
  readonly #timeouts: SmtpTimeouts
  readonly #idle: Session[] = []
  readonly #queue: (() => void)[] = []
  #busy = 0

  constructor(url: string, { connections = 4, timeouts = TIMEOUTS } = {}) {
    this.parallel = connections
    this.#timeouts = timeouts
    this.#options = smtpOptions(url, timeouts)
  }

  async send(mail: Outgoing): Promise<DeliveryResult> {
    assertOutsideTransaction('A mail server')
    if (this.#busy >= this.parallel) await new Promise<void>((resolve) => this.#queue.push(resolve))
    else this.#busy += 1
    try {
      return await this.#send(mail)
    } finally {
      const next = this.#queue.shift()
      if (next) next()
      else this.#busy -= 1
    }
  }

  async #send(mail: Outgoing): Promise<DeliveryResult> {
    let used = this.#idle.pop()
    while (used && !used.usable) {
      used.quit()
      used = this.#idle.pop()
    }
    if (used) {
      const result = await this.#over(used, mail)
      // A server may end a connection that was idle: that says nothing of the mail.
      if (result.is !== 'deferred' || !result.serverDown) return result
    }
    try {
      return await this.#over(await Session.open(this.#options, this.#timeouts), mail)
    } catch (error) {
      const { response, message } = error as SmtpError
      return { is: 'deferred', serverDown: true, answer: masked(response ?? message, mail.to) }
    }
  }

  async #over(session: Session, mail: Outgoing): Promise<DeliveryResult> {
    try {
      const result = await session.send(mail)
      if (session.usable) this.#idle.push(session)
      else session.quit()
      return result
    } catch (error) {
      session.close()
      throw error
    }
  }

  rest(): void {
    for (const session of this.#idle.splice(0)) session.quit()
  }
}
