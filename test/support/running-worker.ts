import { fork, type ChildProcess } from 'node:child_process'
import { until } from './until.ts'
import type { Said } from './worker-process.ts'

interface Start {
  /** What it runs; by default a worker that does everything. */
  script?: string
  args?: readonly string[]
  dataDir: string
  /** It uses the database server of the tests, not one of its own. */
  shared: boolean
  env?: Record<string, string>
}

/** A worker process and its output. */
export class RunningWorker {
  readonly #child: ChildProcess
  readonly #heard = new Set<Said>()
  readonly #ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  #errors = ''

  constructor({ script = 'test/support/worker-process.ts', args = [], dataDir, shared, env = {} }: Start) {
    const url = new URL(shared ? (process.env.DATABASE_URL ?? '') : 'file:')
    url.searchParams.delete('replicaSet')
    this.#child = fork(script, args, {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATA_DIR: dataDir,
        LOG_LEVEL: 'error',
        WATCH: 'off',
        ...(shared ? { DATABASE_URL: url.href, DATABASE_TRANSACTIONS: 'none' } : { DATABASE_URL: 'file:' }),
        ...env,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--import=./test/support/quick-imports.ts'],
    })
    this.#child.on('message', (said: Said) => this.#heard.add(said))
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()))
    this.#ended = new Promise((resolve) =>
      this.#child.once('exit', (code, signal) => resolve({ code, signal })),
    )
  }

  async says(word: Said): Promise<void> {
    await until(() => {
      if (this.#child.exitCode !== null && !this.#heard.has(word))
        throw new Error(`A worker ended before it was “${word}”: ${this.#errors}`)
      return this.#heard.has(word)
    }, 50)
  }

  get id(): number {
    return this.#child.pid ?? 0
  }

  tell(what: 'go on' | NodeJS.Signals): void {
    if (what === 'go on') this.#child.send(what)
    else this.#child.kill(what)
  }

  /** @returns what ended it by itself: its exit code or a signal, and what it complained of. */
  async dies(): Promise<{ code: number | null; signal: NodeJS.Signals | null; errors: string }> {
    return { ...(await this.#ended), errors: this.#errors }
  }

  /** @returns the exit code. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal)
    return (await this.#ended).code
  }
}
