import { mkdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { setAside } from '#lib/aside.ts'
import { Locked } from '#lib/lock.ts'
import type { Context } from '#worker/context.ts'
import { plainly } from './plainly.ts'
import type { WorkArgs, WorkName, WorkResult } from './work/index.ts'
import type { Report } from './work/report.ts'

/**
 * One process owns the embedded database. It holds this socket and does the work other commands hand to it. A
 * socket nobody answers on was left by a process that died, and is taken over.
 */
const socketPath = (dataDir: string): string =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\recourse-${dataDir.replace(/\W/g, '-')}`
    : join(dataDir, 'recourse.sock')

/** One JSON object per line: a request to the owner, and its messages until the work is done. */
type Answer =
  { progress: [string, number, number] } | { result: unknown } | { failed: { name: string; message: string } }

/** Work that failed in the owner, with the original message. */
export class WorkFailed extends Error {
  constructor({ name, message }: { name: string; message: string }) {
    super(message)
    this.name = name
  }
}

const isNobody = (error: NodeJS.ErrnoException): boolean =>
  error.code === 'ENOENT' || error.code === 'ECONNREFUSED'

function dial(path: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', (error: NodeJS.ErrnoException) => (isNobody(error) ? resolve(null) : reject(error)))
  })
}

export interface Ownership {
  /** Starts accepting work from other commands. */
  serve(context: Context): void
  release(): Promise<void>
  /** Removes every trace of it as the process exits. */
  abandon(): void
}

/**
 * Takes ownership of this installation's data for this process.
 * @throws {Locked} if another process has it.
 */
export async function takeOwnership(dataDir: string): Promise<Ownership> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = socketPath(dataDir)
  const other = await dial(path)
  if (other) {
    other.destroy()
    throw new Locked(
      `Another process is using the data in ${dataDir}. Stop it first, or give this one another DATA_DIR.`,
      0,
    )
  }
  if (process.platform !== 'win32') {
    await setAside(path, (there) => there.isSocket())
    await rm(path, { force: true })
  }
  let context: Context | null = null
  const server = createServer((socket) => void answer(socket, () => context))
  await listen(server, path)
  return {
    serve: (given) => {
      context = given
    },
    release: () => new Promise((resolve) => server.close(() => resolve())),
    abandon: () => rmSync(path, { force: true }),
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function answer(socket: Socket, contextOf: () => Context | null): Promise<void> {
  const send = (message: Answer): void =>
    void (socket.writable && socket.write(`${JSON.stringify(message)}\n`))
  socket.on('error', () => socket.destroy())
  for await (const text of createInterface({ input: socket, crlfDelay: Infinity })) {
    const context = contextOf()
    try {
      const { work, args } = JSON.parse(text) as { work: unknown; args: never }
      const { isWorkName, runWork } = await import('./work/index.ts')
      if (!isWorkName(work))
        throw new Error(`The running server does not know the work “${String(work)}”: restart it.`)
      if (!context)
        throw new Error('The server is still starting, or another command is running. Try again in a moment.')
      send({ result: await runWork(work, context, args, (...progress) => send({ progress })) })
    } catch (error) {
      const { name, message } = plainly(error as Error)
      send({ failed: { name, message } })
    }
    socket.end()
  }
}

/**
 * Hands work to the process that owns the data.
 * @returns null if there is none: this process must then do the work.
 * @throws {WorkFailed} if it failed there.
 */
export async function handOver<N extends WorkName>(
  dataDir: string,
  work: N,
  args: WorkArgs<N>,
  report: Report,
): Promise<{ result: WorkResult<N> } | null> {
  const socket = await dial(socketPath(dataDir))
  if (!socket) return null
  socket.write(`${JSON.stringify({ work, args })}\n`)
  for await (const text of createInterface({ input: socket, crlfDelay: Infinity })) {
    const message = JSON.parse(text) as Answer
    if ('progress' in message) report(...message.progress)
    else if ('failed' in message) throw new WorkFailed(message.failed)
    else return { result: message.result as WorkResult<N> }
  }
  throw new WorkFailed({
    name: 'Error',
    message: 'The server stopped before the work was done. Look at its log, then try again.',
  })
}
