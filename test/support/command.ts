import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve as resolvePath } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { madeOnce } from './made-once.ts'
import { environment, keepAccounts, startServer, type RunningServer } from './server.ts'

const SAMPLE = 'src/corpus/sample'

export interface CommandResult {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/**
 * Runs the real command in its own process.
 * @param root folder of the installation; this one unless told otherwise.
 * @param from folder in which it is called; that of the installation unless told otherwise.
 */
export function recourse(
  dataDir: string,
  args: string[],
  {
    env = {},
    killAfter,
    root = '.',
    from = root,
  }: { env?: Record<string, string>; killAfter?: number; root?: string; from?: string } = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [resolvePath(root, 'bin/recourse.mjs'), ...args], {
      cwd: from,
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
 * Waits until the worker has done what it does once a day, or each server on a copy would do it again: publish, as well
 * as plan digests.
 */
async function dayIsDone(server: RunningServer): Promise<void> {
  const database = new DatabaseSync(join(server.dataDir, 'recourse.db'), { readOnly: true })
  const last = database.prepare("SELECT done_at FROM leases WHERE key LIKE 'digest-monthly/%'")
  while (!last.get()?.done_at) {
    if (server.child.exitCode !== null)
      throw new Error(`The server ended before its day’s work: ${server.output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  database.close()
}

async function firstStart(folder: string): Promise<void> {
  // The address that commands have by themselves: otherwise each would publish pages with another address.
  const server = await startServer(['--sample'], folder, { PUBLIC_URL: 'http://127.0.0.1:0' })
  await dayIsDone(server)
  await server.stop()
  keepAccounts(folder, server.accounts)
}

/**
 * The folder to copy: the result of a first start on a fresh machine, with the sample loaded and published. The
 * first process to need it makes it; the others wait. A file whose hooks copy it requests it before its tests,
 * because making it has no time limit and hooks do.
 */
export const published = (): Promise<string> => madeOnce('published', firstStart)

/** Own data folder with the sample corpus published. Made once per run; each call returns a copy. */
export const publishedFolder = async (): Promise<string> => copyOf(await published())

/** The part of the sample corpus that all guides share, without its guides; or with that of Scotland alone. */
export function partOfSample(guide: 'scotland' | null): string {
  const corpus = mkdtempSync(join(tmpdir(), 'recourse-corpus-'))
  for (const part of ['site.yaml', 'shared', ...(guide ? [`guides/${guide}`] : [])])
    cpSync(join(SAMPLE, part), join(corpus, part), { recursive: true })
  const places = join(corpus, 'shared', 'jurisdictions.yaml')
  const others = readFileSync(places, 'utf8').replace(
    new RegExp(`^(?!.*slug: ${guide}\\b)(.*guide: )full`, 'gm'),
    '$1inbound',
  )
  writeFileSync(places, others)
  return corpus
}

/** What a first start makes of an installation whose content was imported before. */
async function publishPart(folder: string, guide: 'scotland' | null): Promise<void> {
  const corpus = partOfSample(guide)
  try {
    await succeeds(folder, ['import', corpus])
    await firstStart(folder)
  } finally {
    rmSync(corpus, { recursive: true, force: true })
  }
}

/** As `published`, but with one guide: a fifth of the files. */
export const publishedGuide = (): Promise<string> =>
  madeOnce('published-guide', (folder) => publishPart(folder, 'scotland'))

/** Own data folder with one guide of the sample corpus, published. */
export const publishedGuideFolder = async (): Promise<string> => copyOf(await publishedGuide())

/** As `published`, but without a guide, for tests that publish everything repeatedly: nothing is printed. */
export const publishedPages = (): Promise<string> =>
  madeOnce('published-pages', (folder) => publishPart(folder, null))

/** Own data folder with what guides share published, and no guide. */
export const publishedPagesFolder = async (): Promise<string> => copyOf(await publishedPages())
