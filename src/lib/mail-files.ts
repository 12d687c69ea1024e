import { mkdir, open, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MailFile } from '#domain/mailing.ts'

/** Mails that were not sent but written to DATA_DIR/mail, so that they can be looked at. */
const folderOf = (dataDir: string): string => join(dataDir, 'mail')

const NAME = /^[A-Za-z0-9][A-Za-z0-9.-]*\.eml$/

/** Writes a mail whole or not at all. One of the same name is replaced. */
export async function writeMailFile(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  await writeFile(`${path}.part`, bytes, { mode: 0o600 })
  await rename(`${path}.part`, path)
}

/** Whole header section of a mail is within this, in bytes: no mail of ours has more. */
const HEADERS = 8_192

/** The newest first, so many at most. */
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

/** One of them, whole; null where there is none of that name. */
export async function readMailFile(dataDir: string, name: string): Promise<Buffer | null> {
  if (!NAME.test(name)) return null
  return readFile(join(folderOf(dataDir), name)).catch(() => null)
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

/** Encoded words (RFC 2047) as text. */
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

/** An address so that whoever has it knows it, and nobody else. */
export const maskAddress = (address: string): string => {
  const plain = address.replace(/^.*<|>.*$/g, '')
  const at = plain.lastIndexOf('@')
  return at < 1 ? '…' : `${plain[0]}…${plain.slice(at)}`
}
