import type { CorpusProblem } from '#corpus/corpus.ts'
import type { WrittenFile } from '#corpus/write.ts'
import { decodeText } from '#lib/charset.ts'
import { isCorpusFile } from './read-files.ts'
import { unzipped, ZipProblem } from './zip.ts'

/** A file that somebody chose in their browser. */
export interface Upload {
  name: string
  bytes: Uint8Array
}

/** What the files of one upload may unpack to: they are read while others wait. */
const MOST_UNPACKED = 8_000_000

type Taken = { files: WrittenFile[]; problems: CorpusProblem[] }

const problem = (file: string, message: string): Taken => ({
  files: [],
  problems: [{ file, line: 1, message }],
})

/** The texts of uploaded files, or why one is not read. */
export function takenUp(uploads: readonly Upload[], guidePage: boolean): Taken {
  const taken = uploads.map((upload) => (guidePage ? page(upload) : content(upload, uploads.length > 1)))
  const files = taken.flatMap((each) => each.files)
  const problems = taken.flatMap((each) => each.problems)
  const length = files.reduce((sum, { text }) => sum + text.length, 0)
  return length > MOST_UNPACKED
    ? problem(
        uploads[0]?.name ?? '',
        `These files unpack to more than ${MOST_UNPACKED / 1_000_000} MB: bring one place at a time.`,
      )
    : { files, problems }
}

function page({ name, bytes }: Upload): Taken {
  if (!/\.(txt|html?)$/i.test(name))
    return problem(name, 'A guide page is text (.txt) or a saved page (.html). Choose one of these.')
  const markup = /\.txt$/i.test(name) ? 'none' : 'html'
  return { files: [{ path: name, text: decodeText(bytes, { contentType: '', markup }) }], problems: [] }
}

function content({ name, bytes }: Upload, several: boolean): Taken {
  const path = name.replace(/\.[^.]+$/, (ending) => ending.toLowerCase())
  if (path.endsWith('.zip')) return unpacked(name, bytes, several)
  if (!isCorpusFile(path))
    return problem(name, 'Files of this kind are not read here: choose .zip, .yaml, .json or .csv.')
  return { files: [{ path, text: new TextDecoder().decode(bytes) }], problems: [] }
}

function unpacked(name: string, bytes: Uint8Array, several: boolean): Taken {
  try {
    const files = unzipped(bytes, isCorpusFile, MOST_UNPACKED)
    if (files.length === 0) return problem(name, 'There is no .yaml, .json or .csv file in this ZIP file.')
    return {
      files: several ? files.map((file) => ({ ...file, path: `${name}/${file.path}` })) : files,
      problems: [],
    }
  } catch (error) {
    if (!(error instanceof ZipProblem)) throw error
    return problem(name, error.message)
  }
}
