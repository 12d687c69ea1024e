import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { SshTarget } from '#domain/publish/targets.ts'
import { PushFailed } from './release.ts'
import { sshProblem } from './ssh-problem.ts'

/** How another machine is reached. */
export interface SshAccess {
  keyFile: string
  /** File with the keys of hosts; null for those that ssh reads by itself. */
  knownHosts: string | null
  /** Where programs are found. */
  searchPath: string
  /** Milliseconds of silence after which it is given up. */
  silence: number
}

/** Programs here that a push needs. */
const MISSING = 'is not installed on this machine. Install it, or remove the target from PUBLISH_TO.'

/** At most this much of what a program says is kept. */
const MOST_SAID = 20_000

/** Text as a shell reads it back. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** Another machine, on which a shell and rsync are run over SSH. */
export class SshHost {
  readonly #target: SshTarget
  readonly #access: SshAccess
  readonly #signal: AbortSignal

  constructor(target: SshTarget, access: SshAccess, signal: AbortSignal) {
    this.#target = target
    this.#access = access
    this.#signal = signal
  }

  /**
   * Options of ssh: one key, no agent, no configuration, no questions, and no host whose key is unknown. None holds
   * a space, so that rsync takes them as well.
   */
  get #options(): string[] {
    const { keyFile, knownHosts, silence } = this.#access
    const seconds = Math.max(1, Math.ceil(silence / 1_000))
    const options = [
      'BatchMode=yes',
      'IdentitiesOnly=yes',
      'IdentityAgent=none',
      'StrictHostKeyChecking=yes',
      'UpdateHostKeys=no',
      'ClearAllForwardings=yes',
      'ControlPath=none',
      `ConnectTimeout=${seconds}`,
      `ServerAliveInterval=${Math.max(1, Math.floor(seconds / 3))}`,
      'ServerAliveCountMax=3',
      ...(knownHosts === null ? [] : [`UserKnownHostsFile=${knownHosts}`, 'GlobalKnownHostsFile=/dev/null']),
    ]
    const { user, port } = this.#target
    return ['-F', 'none', '-T', '-i', keyFile, '-l', user, '-p', `${port}`].concat(
      options.flatMap((option) => ['-o', option]),
    )
  }

  /** Runs a program here. @returns the lines that it wrote. @throws {PushFailed} */
  async #run(
    program: string,
    args: readonly string[],
    { input = '', line }: { input?: string; line?: (text: string) => void } = {},
  ): Promise<string[]> {
    this.#signal.throwIfAborted()
    // Nothing else of this process’s environment; the types of Next ask for NODE_ENV.
    const env = { PATH: this.#access.searchPath, LC_ALL: 'C', NODE_ENV: 'production' } as const
    const child = spawn(program, args, { env, signal: this.#signal })
    const lines: string[] = []
    let stderr = ''
    createInterface({ input: child.stdout }).on('line', (text) => {
      lines.push(text)
      line?.(text)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-MOST_SAID)
    })
    // One that ended early does not read on; how it ended says why.
    child.stdin.on('error', () => undefined).end(input)
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve)
    }).catch((error: NodeJS.ErrnoException) => {
      this.#signal.throwIfAborted()
      if (error.code === 'ENOENT') throw new PushFailed(`${program} ${MISSING}`)
      throw error
    })
    this.#signal.throwIfAborted()
    if (code !== 0) throw sshProblem({ code, stderr }, this.#target)
    return lines
  }

  /** Runs a script there, in a plain shell. */
  shell(script: string): Promise<string[]> {
    return this.#run('ssh', [...this.#options, this.#target.host, 'sh'], { input: `${script}\n` })
  }

  /** Runs rsync from a folder here into one there. @param into path there, of plain characters. */
  rsync(
    from: string,
    into: string,
    options: readonly string[],
    line?: (text: string) => void,
  ): Promise<string[]> {
    const { host } = this.#target
    const seconds = Math.max(1, Math.ceil(this.#access.silence / 1_000))
    const args = [...options, `--timeout=${seconds}`, '-e', ['ssh', ...this.#options].join(' '), `${from}/`]
    const there = host.includes(':') ? `[${host}]` : host
    return this.#run('rsync', [...args, `${there}:${into}/`], { ...(line && { line }) })
  }
}
