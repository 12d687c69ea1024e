// Many concurrent readers in their own process: each has a connection and reads one page after another, without a
// pause, for a given time. It reports the result as one line of JSON.
import { connect } from 'node:net'

export interface Orders {
  port: number
  readers: number
  paths: string[]
  /** How long they keep reading, and how long each waits for a page. */
  milliseconds: number
  patience: number
}

export interface Told {
  pages: number
  timeouts: number
  /** Broken connections, and answers that are not pages. */
  failures: number
  seconds: number
  p50: number
  p99: number
}

/** Bytes of an answer, from its head; null until the head has arrived. */
function sizeOf(text: string): { ok: boolean; whole: number } | null {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return null
  return {
    ok: text.startsWith('HTTP/1.1 200 '),
    whole: end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1]),
  }
}

async function read({ port, readers, paths, milliseconds, patience }: Orders): Promise<Told> {
  const waits: number[] = []
  let [timeouts, failures] = [0, 0]
  const start = performance.now()
  const over = (): boolean => performance.now() - start > milliseconds

  /** One connection, until time is up or it breaks. */
  const visit = (turn: number): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      let asked = 0
      let since = 0
      let [head, seen, wanted] = ['', 0, 0]
      const ask = (): void => {
        ;[head, seen, wanted] = ['', 0, 0]
        const path = paths[(turn * 7 + asked++) % paths.length] ?? '/'
        since = performance.now()
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n`)
      }
      socket.setTimeout(patience, () => {
        timeouts += 1
        waits.push(patience)
        socket.destroy()
      })
      socket.on('data', (chunk: Buffer) => {
        seen += chunk.length
        if (wanted === 0) {
          head += chunk.toString('latin1')
          const size = sizeOf(head)
          if (!size) return
          if (!size.ok) failures += 1
          wanted = size.whole
        }
        if (seen < wanted) return
        waits.push(performance.now() - since)
        if (over()) socket.end()
        else ask()
      })
      socket.on('error', () => (failures += 1))
      socket.on('close', () => resolve())
      // A reader's wait begins with the connection.
      ask()
    })

  await Promise.all(
    Array.from({ length: readers }, async (_each, turn) => {
      while (!over()) await visit(turn)
    }),
  )
  waits.sort((a, b) => a - b)
  const share = (part: number): number => Math.round(waits[Math.floor(waits.length * part)] ?? NaN)
  return {
    pages: waits.length,
    timeouts,
    failures,
    seconds: Math.round((performance.now() - start) / 100) / 10,
    p50: share(0.5),
    p99: share(0.99),
  }
}

process.stdout.write(`${JSON.stringify(await read(JSON.parse(process.argv[2] ?? '') as Orders))}\n`)
