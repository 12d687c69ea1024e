import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { madeOnce } from './made-once.ts'
import { environment, keepAccounts, startServer } from './server.ts'

const SAMPLE = 'src/corpus/sample'

export interface CommandResult {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** Runs the real command in its own process. */
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
            // Kills the command and all its child processes with SIGKILL.
            if (child.pid) process.kill(-child.pid, 'SIGKILL')
          }, killAfter)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code, signal, stdout, stderr })
    })
  })
}

async function succeeds(dataDir: string, args: string[]): Promise<void> {
  const { code, stderr } = await recourse(dataDir, args)
  if (code !== 0) throw new Error(`recourse ${args.join(' ')} failed: ${stderr}`)
}

const copyOf = (folder: string): string => {
  const copy = mkdtempSync(join(tmpdir(), 'recourse-copy-'))
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

/** The sample corpus, imported: nothing published, no accounts. */
export const imported = (): Promise<string> =>
  madeOnce('imported', (folder) => succeeds(folder, ['import', SAMPLE]))

/** Own data folder with the sample corpus imported. */
export const importedFolder = async (): Promise<string> => copyOf(await imported())

/**
 * The folder to copy: the result of a first start on a fresh machine, with the sample loaded and published. The
 * first process to need it makes it; the others wait. A file whose hooks copy it requests it before its tests,
 * because making it has no time limit and hooks do.
 */
export const published = (): Promise<string> =>
  madeOnce('published', async (folder) => {
    // The address that commands have by themselves: otherwise each would publish pages with another address.
    const server = await startServer(['--sample'], folder, { PUBLIC_URL: 'http://127.0.0.1:0' })
    await server.stop()
    keepAccounts(folder, server.accounts)
  })

/** Own data folder with the sample corpus published. Made once per run; each call returns a copy. */
export const publishedFolder = async (): Promise<string> => copyOf(await published())

/** As `published`, but with one guide, for tests that republish everything repeatedly. */
export const publishedGuide = (): Promise<string> =>
  madeOnce('published-guide', async (folder) => {
    const corpus = mkdtempSync(join(tmpdir(), 'recourse-corpus-'))
    try {
      for (const part of ['site.yaml', 'shared', 'guides/scotland'])
        cpSync(join(SAMPLE, part), join(corpus, part), { recursive: true })
      const places = join(corpus, 'shared', 'jurisdictions.yaml')
      const others = readFileSync(places, 'utf8').replace(
        /^(?!.*slug: scotland\b)(.*guide: )full/gm,
        '$1inbound',
      )
      writeFileSync(places, others)
      await succeeds(folder, ['import', corpus])
      await succeeds(folder, ['publish'])
    } finally {
      rmSync(corpus, { recursive: true, force: true })
    }
  })

/** Own data folder with one guide of the sample corpus, published. */
export const publishedGuideFolder = async (): Promise<string> => copyOf(await publishedGuide())
