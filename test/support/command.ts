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

async function succeeds(dataDir: string, args: string[]): Promise<void> {
  const { code, stderr } = await recourse(dataDir, args)
  if (code !== 0) throw new Error(`recourse ${args.join(' ')} failed: ${stderr}`)
}

const copyOf = (folder: string): string => {
  const copy = mkdtempSync(join(tmpdir(), 'recourse-copy-'))
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

/** The sample corpus, imported: nothing is published yet, and there is no account. */
export const imported = (): Promise<string> =>
  madeOnce('imported', (folder) => succeeds(folder, ['import', SAMPLE]))

/** A data folder of its own with the sample corpus imported. */
export const importedFolder = async (): Promise<string> => copyOf(await imported())

/**
 * The folder that is copied: what the first start on a fresh machine leaves, with the sample loaded and published. The first
 * process that needs it makes it; the others wait. A file whose hooks copy it asks for it before its tests: it takes as
 * long as the machine needs, and hooks have a limit.
 */
export const published = (): Promise<string> =>
  madeOnce('published', async (folder) => {
    const server = await startServer(['--sample'], folder)
    await server.stop()
    keepAccounts(folder, server.accounts)
  })

/** A data folder with the sample corpus, published once. Made once in a run; each call gives a copy. */
export const publishedFolder = async (): Promise<string> => copyOf(await published())

/** As `published`, but with one guide, for what publishes everything again and again. */
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

/** A data folder of its own with one guide of the sample corpus, published. */
export const publishedGuideFolder = async (): Promise<string> => copyOf(await publishedGuide())
