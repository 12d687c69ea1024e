import type { Readable, Writable } from 'node:stream'
import { isIP } from 'node:net'
import { assertOutsideTransaction } from '#lib/inside-transaction.ts'
import { masked, whoseFault, type DeliveryResult, type Outgoing, type Transport } from './delivery.ts'
import { parseConnectionUrl, SMTPConnection } from './nodemailer.ts'

/** Time limits in milliseconds (RFC 5321, 4.5.3.2, allows longer ones). */
export interface SmtpTimeouts {
  /** Connect, greeting, TLS and authentication, together. */
  connect: number
  /** MAIL, RCPT and DATA, together. */
  envelope: number
  /** The message itself, and its answer. */
  message: number
}

const TIMEOUTS: SmtpTimeouts = { connect: 60_000, envelope: 120_000, message: 600_000 }

/** Longest server answer read, in bytes. No server needs more. */
const LONGEST_ANSWER = 65_536

/** Mails per connection: some servers expect a new one now and then. */
const MAILS_PER_CONNECTION = 1_000

type Options = ConstructorParameters<typeof SMTPConnection>[0] & {
  auth?: { user: string; pass: string }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/**
 * Connection options for an address `smtp://user:password@host:port`. Unless `?requireTLS=false` or
 * `?ignoreTLS=true` is given, a remote server must offer STARTTLS: a missing offer may have been stripped by an
 * attacker.
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

/** A failure as nodemailer reports it. */
interface SmtpError extends Error {
  code?: string
  command?: string
  response?: string
  responseCode?: number
}

class Superseded extends Error {
  override name = 'Superseded'
}

/** One connection to a mail server, used for one mail after another. */
class Session {
  readonly #connection: SMTPConnection
  readonly #timeouts: SmtpTimeouts
  #mails = 0

  private constructor(connection: SMTPConnection, timeouts: SmtpTimeouts) {
    this.#connection = connection
    this.#timeouts = timeouts
  }

  /** @throws {SmtpError} when no connection can be opened. */
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
      // The reason for the end is reported after the end itself.
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

  /** Sends QUIT, with a short timeout. */
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
    // Recorded while the envelope is sent, so that the server need not wait for us.
    const asked = handingOver()
    const superseded = asked.then(
      (may) => !may,
      () => false,
    )
    const may = async (): Promise<void> => {
      if (!(await asked) || !(await handingOver())) throw new Superseded()
    }
    // Read once the server has answered 354.
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
        // Nodemailer only calls `pipe` on it.
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
      // Nothing may go out after a failure is reported: close first, then wait.
      if (over || !error.responseCode || error.responseCode === 421) connection.close()
      else await this.#reset()
      return (await superseded) || error instanceof Superseded ? { is: 'superseded' } : result
    } finally {
      clearTimeout(timer)
    }
  }

  /** Sends RSET after a refused mail, so that another can follow. */
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

/** What a connection error means for the mail being sent. */
function whatFailed(error: SmtpError, { to, over }: { to: string; over: boolean }): DeliveryResult {
  const answer = masked(error.response ?? error.message, to)
  const code = error.responseCode
  if (code === undefined)
    return over ? { is: 'unknown', answer } : { is: 'deferred', answer, serverDown: true }
  if (code >= 500)
    return { is: 'rejected', whose: whoseFault(error.command ?? '', error.response ?? ''), answer }
  return { is: 'deferred', answer, serverDown: code === 421 }
}

/** A bounded pool of connections to one mail server. */
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
      // A server may close an idle connection: that says nothing about the mail.
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

/**
 * Connects to a mail server, with TLS and sign-in as for sending, and sends nothing.
 * @throws {Error} with the server's answer.
 */
export async function proveMailServer(url: string, timeouts: SmtpTimeouts = TIMEOUTS): Promise<void> {
  const session = await Session.open(smtpOptions(url, timeouts), timeouts)
  session.quit()
}
