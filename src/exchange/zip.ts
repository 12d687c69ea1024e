import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import type { WrittenFile } from '#corpus/write.ts'

/** The first instant that a ZIP file can state: the time says nothing, and the same files give the same bytes. */
const NO_TIME = new Date(1980, 0, 1)

export function zipOf(files: readonly WrittenFile[]): Uint8Array {
  const entries: Zippable = {}
  for (const { path, text } of files) entries[path] = [strToU8(text), { mtime: NO_TIME, level: 6 }]
  return zipSync(entries)
}

/** A ZIP file that is not read; says why. */
export class ZipProblem extends Error {
  override name = 'ZipProblem'
}

/** Unpacked, and in files. */
const MOST_BYTES = 20_000_000
const MOST_FILES = 2_000

/**
 * The text files of a ZIP file that `wanted` names. Sizes are read from its directory before anything is unpacked, and
 * nothing unpacks to more than is stated there.
 * @param most bytes that they may have together.
 * @throws {ZipProblem} if it is none, or holds too much.
 */
export function unzipped(
  bytes: Uint8Array,
  wanted: (path: string) => boolean,
  most = MOST_BYTES,
): WrittenFile[] {
  let total = 0
  let files = 0
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    if (!wanted(name)) return false
    total += originalSize
    files += 1
    if (total > most || files > MOST_FILES)
      throw new ZipProblem(
        `This file unpacks to more than ${most / 1_000_000} MB or ${MOST_FILES} files: split it.`,
      )
    return true
  }
  let found: Record<string, Uint8Array>
  try {
    found = unzipSync(bytes, { filter })
  } catch (error) {
    if (error instanceof ZipProblem) throw error
    throw new ZipProblem(`This is no ZIP file that can be read: ${(error as Error).message}.`)
  }
  return Object.entries(found)
    .map(([path, content]) => ({ path, text: strFromU8(content) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}
