import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environment } from './server.ts'

export interface CommandResult {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** Runs the real command in a process of its own. */
export function recourse(
  dataDir: string,
  args: string[],
  { env = {}, killAfter }: { env?: Record<string, string>; killAfter?: number } = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['bin/recourse.mjs', ...args], {
      env: { ...environment(dataDir, 0), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: killAfter !== undefined,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.once('error', reject)
    const timer =
      killAfter === undefined
        ? undefined
        : setTimeout(() => {
            // The command and every process that it started, without a word.
            if (child.pid) process.kill(-child.pid, 'SIGKILL')
          }, killAfter)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code, signal, stdout, stderr })
    })
  })
}

/** Where the processes of one test run keep what they share. */
const shared = (): string => {
  const folder = process.env.RECOURSE_TEST_RUN
  if (!folder) throw new Error('There is no folder of this run: test/support/run.ts makes it.')
  return folder
}

/**
 * The folder that is copied, made by the first process that needs it; the others wait. A file whose hooks copy it asks for
 * it before its tests: it takes as long as the machine needs, and hooks have a limit.
 */
export async function published(): Promise<string> {
  const folder = join(shared(), 'published')
  const failed = join(shared(), 'failed')
  try {
    mkdirSync(join(shared(), 'begun'))
  } catch {
    while (!existsSync(folder)) {
      if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'))
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    return folder
  }
  const making = join(shared(), 'making')
  for (const args of [['import', 'src/corpus/sample'], ['publish']]) {
    const { code, stderr } = await recourse(making, args)
    if (code === 0) continue
    writeFileSync(failed, `recourse ${args.join(' ')} failed: ${stderr}`)
    throw new Error(readFileSync(failed, 'utf8'))
  }
  renameSync(making, folder)
  return folder
}

/** A data folder with the sample corpus, published once. Made once in a run; each call gives a copy. */
export async function publishedFolder(): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), 'recourse-copy-'))
  cpSync(await published(), copy, { recursive: true, verbatimSymlinks: true })
  return copy
}
