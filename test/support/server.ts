import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PATIENCE, WAIT } from './patience.ts'

export interface Account {
  email: string
  password: string
}

export interface RunningServer {
  url: string
  dataDir: string
  accounts: Account[]
  /** All output of the process. */
  output(): string
  child: ChildProcess
  stop(): Promise<void>
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

export const environment = (dataDir: string, port: number): NodeJS.ProcessEnv => {
  const {
    DATABASE_URL: _url,
    TEST_DATABASE: _kind,
    PUBLIC_URL: _public,
    NODE_ENV: _node,
    ...rest
  } = process.env
  return {
    ...rest,
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'warn',
    WATCH: 'off',
  }
}

const accountsFile = (dataDir: string): string => join(dataDir, 'accounts-of-tests.json')

/** Stores the first accounts next to the data, for servers on copies of it: only the first start shows passwords. */
export const keepAccounts = (dataDir: string, accounts: Account[]): void =>
  writeFileSync(accountsFile(dataDir), JSON.stringify(accounts))

function keptAccounts(dataDir: string): Account[] {
  try {
    return JSON.parse(readFileSync(accountsFile(dataDir), 'utf8')) as Account[]
  } catch {
    return []
  }
}

/** Starts the real server, as `npm start` does after its set-up. */
export async function startServer(
  args: string[] = ['--sample'],
  dataDir = mkdtempSync(join(tmpdir(), 'recourse-e2e-')),
  env: Record<string, string> = {},
): Promise<RunningServer> {
  const port = await freePort()
  const child = spawn(process.execPath, ['bin/recourse.mjs', 'serve', ...args], {
    env: { ...environment(dataDir, port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = new Promise<never>((_resolve, reject) =>
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output}`))),
  )
  ended.catch(() => undefined)
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (output.includes('Recourse is ready.') && output.includes('/admin')) resolve()
      })
  })
  // Where a file is read, no limit of the runner ends what hangs.
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
  await Promise.race([ready, ended]).finally(() => clearTimeout(late))
  const shown = [...output.matchAll(/^ {2}(\S+@\S+) {2}(\S+)$/gm)].map((match) => ({
    email: match[1] ?? '',
    password: match[2] ?? '',
  }))
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    accounts: shown.length > 0 ? shown : keptAccounts(dataDir),
    output: () => output,
    child,
    stop: () => stop(child),
  }
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The server did not end within ${WAIT / 1_000} seconds.`))
    }, WAIT)
    child.once('exit', () => {
      clearTimeout(late)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
