import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { blankLinks, maskAddress } from './blank-links.ts'
import type { MailFile } from '#domain/mail/mailing.ts'

/** Mails written to DATA_DIR/mail instead of being sent, for inspection. */
const folderOf = (dataDir: string): string => join(dataDir, 'mail')

const NAME = /^[A-Za-z0-9][A-Za-z0-9.-]*\.eml$/

/** File name of a mail: writing it again creates no second file. */
export const mailFileOf = (messageId: string): string =>
  `${messageId.replace(/@.*$/, '').replace(/[^A-Za-z0-9]/g, '')}.eml`

/** Writes a mail atomically. One of the same name is replaced. */
export async function writeMailFile(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  await writeFile(`${path}.part`, bytes, { mode: 0o600 })
  await rename(`${path}.part`, path)
}

/** Bytes that contain a mail's whole header section: none of ours is longer. */
const HEADERS = 8_192

/** The newest mails, at most `limit`. */
export async function listMailFiles(dataDir: string, limit = 50): Promise<MailFile[]> {
  const folder = folderOf(dataDir)
  const names = (await readdir(folder).catch(() => [])).filter((name) => NAME.test(name))
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  )
  const newest = dated.sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1)).slice(0, limit)
  return Promise.all(
    newest.map(async ({ name, at }) => {
      const head = await readStart(join(folder, name), HEADERS)
      return {
        name,
        at: new Date(at).toISOString(),
        subject: decodeWords(header(head, 'Subject')),
        to: maskAddress(header(head, 'To')),
      }
    }),
  )
}

/**
 * Reads a mail without its address and link tokens: the person viewing it is not the recipient.
 * @returns null if there is none of that name.
 */
export async function readMailFile(dataDir: string, name: string): Promise<Buffer | null> {
  if (!NAME.test(name)) return null
  const bytes = await readFile(join(folderOf(dataDir), name)).catch(() => null)
  return bytes && blankLinks(bytes)
}

/** Removes the files of mails, if they were written to files. */
export async function removeMailFiles(dataDir: string, messageIds: readonly string[]): Promise<void> {
  for (const id of messageIds) await rm(join(folderOf(dataDir), mailFileOf(id)), { force: true })
}

const DAY = 86_400_000

/**
 * Removes mail files that are too old or unknown, and partially written files.
 * @param known Message-IDs of known mails.
 * @returns how many.
 */
export async function forgetMailFiles(
  dataDir: string,
  { now, days, known }: { now: Date; days: number; known: ReadonlySet<string> },
): Promise<number> {
  const folder = folderOf(dataDir)
  const kept = new Set([...known].map(mailFileOf))
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const age = now.getTime() - ((await stat(path).catch(() => null))?.mtimeMs ?? now.getTime())
    // A file just being written may become known a moment later.
    if (age <= (kept.has(name) ? days * DAY : DAY / 24)) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}

async function readStart(path: string, length: number): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return (
      buffer
        .subarray(0, bytesRead)
        .toString('latin1')
        .split(/\r?\n\r?\n/, 1)[0] ?? ''
    )
  } finally {
    await file.close()
  }
}

const header = (head: string, name: string): string =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head)?.[1]?.replace(/\r?\n[ \t]/g, ' ') ??
  ''

/** Decodes encoded words (RFC 2047). */
const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_all, how: string, word: string) =>
      (how.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64')
        : Buffer.from(
            word
              .replaceAll('_', ' ')
              .replace(/=([0-9A-F]{2})/gi, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16))),
            'latin1',
          )
      ).toString('utf8'),
    )
