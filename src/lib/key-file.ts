import { readFileSync } from 'node:fs'

/** A file holds no key; the message says what to do, and nothing of what is in the file. */
export class KeyFileProblem extends Error {
  override name = 'KeyFileProblem'
}

/** What a header can carry: one word of visible ASCII. */
const KEY = /^[\x21-\x7e]{1,500}$/

/**
 * The key in a file that a setting names. It is read at each use, so that a new key needs no restart.
 * @throws {KeyFileProblem}
 */
export function readKeyFile(setting: string, file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new KeyFileProblem(`${setting} cannot be read: ${(error as Error).message}. Write the key into it.`)
  }
  if (text === '') throw new KeyFileProblem(`${file} (${setting}) is empty. Write the key into it.`)
  if (!KEY.test(text))
    throw new KeyFileProblem(
      `${file} (${setting}) holds something else than a key: write the key alone into it, on one line.`,
    )
  return text
}
