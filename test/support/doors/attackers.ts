// Attackers in their own process: slow connections, endless bodies, deep JSON and wrong passwords, all at once, for a
// given time. It reports what they were answered as one line of JSON.
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export interface Orders {
  port: number
  milliseconds: number
  /** Connections that send a byte now and then. */
  slow: number
  /** Wrong passwords in total, from a hundred networks. */
  passwords: number
  /** The account whose password is guessed. */
  email: string
}

/** Statuses with their counts, by kind of attack; “closed” for a connection that was closed without an answer. */
export type Told = Record<'slow' | 'long' | 'deep' | 'password', Record<string, number>>

const orders = JSON.parse(process.argv[2] ?? '') as Orders
const told: Told = { slow: {}, long: {}, deep: {}, password: {} }
const until = performance.now() + orders.milliseconds
const over = (): boolean => performance.now() > until
const count = (kind: keyof Told, status: string): void => {
  told[kind][status] = (told[kind][status] ?? 0) + 1
}

/**
 * One connection, until it is closed or time is up.
 * @param send sends for as long as it wants.
 * @param patience milliseconds for which an answer is waited for after that.
 */
function attack(
  kind: keyof Told,
  send: (socket: Socket, open: () => boolean) => Promise<void>,
  patience = 0,
): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port: orders.port, host: '127.0.0.1', noDelay: true })
    let answer = ''
    let isOpen = true
    // What is left when time is up was not answered yet: a timer may ring a moment before.
    let isLeft = false
    const leave = (): void => {
      isLeft = true
      socket.destroy()
    }
    const timer = setTimeout(leave, Math.max(0, until + patience - performance.now()))
    socket.on('data', (chunk: Buffer) => (answer = (answer + chunk.toString('latin1')).slice(0, 100)))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      isOpen = false
      clearTimeout(timer)
      if (answer || !(isLeft || over())) count(kind, /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'closed')
      resolve()
    })
    send(socket, () => isOpen && !over()).catch(() => socket.destroy())
  })
}

const again = async (work: () => Promise<void>): Promise<void> => {
  while (!over()) await work()
}

/** Half of them never end the head of their request, half never its body. */
const slowly = (nth: number): Promise<void> =>
  attack('slow', async (socket, open) => {
    const paths = ['/api/users/login', '/subscribe', '/', '/admin', '/api/mail/bounce']
    const head = `POST ${paths[nth % paths.length]} HTTP/1.1\r\nHost: localhost\r\n`
    socket.write(nth % 2 ? head : `${head}Content-Type: application/json\r\nContent-Length: 19999\r\n\r\n`)
    for (; open(); await wait(1_000)) socket.write(nth % 2 ? 'X-A: b\r\n' : ' ')
  })

const PART = Buffer.alloc(65_536, 'x')
const endless = (nth: number): Promise<void> =>
  attack('long', async (socket, open) => {
    const paths = ['/api/users/login', '/subscribe', '/', '/api/offences']
    socket.write(
      `POST ${paths[nth % paths.length]} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n`,
    )
    for (let sent = 0; open() && sent < 100_000_000; sent += PART.length)
      if (!socket.write(PART))
        await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve))
  })

const NESTED = `{"email":"a@b.example","password":${'['.repeat(9_900)}`
const FORM = `--x\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n${NESTED}\r\n--x--\r\n`
const deep = (nth: number): Promise<void> =>
  attack('deep', (socket) => {
    const paths = ['/api/users/login', '/api/users/forgot-password', '/api/users/reset-password', '/admin']
    const form = nth % 2 === 1
    const body = form ? FORM : NESTED
    const type = form ? 'multipart/form-data; boundary=x' : 'application/json'
    socket.write(
      `POST ${paths[(nth >> 1) % paths.length]} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    return Promise.resolve()
  })

/** Passwords are hashed in turn: a slow machine still has some to answer when time is up. */
const HASHED_WITHIN = 60_000
const guess = (nth: number): Promise<void> =>
  attack(
    'password',
    (socket) => {
      const body = JSON.stringify({ email: orders.email, password: `guess number ${nth}` })
      socket.write(
        `POST /api/users/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: 198.51.${nth % 100}.7\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      )
      return Promise.resolve()
    },
    HASHED_WITHIN,
  )

let [bodies, shapes, guesses] = [0, 0, 0]
/** Milliseconds from one guess to the next: they last as long as the attack. */
const PACE = (orders.milliseconds * 0.8) / orders.passwords
const guessing: Promise<void>[] = []
await Promise.all([
  ...Array.from({ length: orders.slow }, (_each, nth) => again(() => slowly(nth))),
  ...Array.from({ length: 4 }, () => again(() => endless(bodies++))),
  ...Array.from({ length: 2 }, () =>
    again(async () => {
      await deep(shapes++)
      await wait(50)
    }),
  ),
  (async () => {
    for (; guesses < orders.passwords; await wait(PACE)) guessing.push(guess(guesses++))
  })(),
])
await Promise.all(guessing)
process.stdout.write(`${JSON.stringify(told)}\n`)
