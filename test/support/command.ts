import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
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

let prepared: Promise<string> | undefined

/** A data folder with the sample corpus, published once. Made once in a process; each call gives a copy. */
export async function publishedFolder(): Promise<string> {
  prepared ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recourse-base-'))
    for (const args of [['import', 'src/corpus/sample'], ['publish']]) {
      const { code, stderr } = await recourse(folder, args)
      if (code !== 0) throw new Error(`recourse ${args.join(' ')} failed: ${stderr}`)
    }
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    return folder
  })()
  const copy = mkdtempSync(join(tmpdir(), 'recourse-copy-'))
  cpSync(await prepared, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}
