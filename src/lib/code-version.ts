import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hashOf, sha256 } from '#domain/hash.ts'

/**
 * Everything that determines the contents of rendered files: rendering code, the packages it uses, the fonts it
 * prints with. A test ensures that everything a renderer loads is covered.
 */
export const RENDERS = [
  'package-lock.json',
  'templates',
  'pipelines/crawl',
  'pipelines/feeds',
  'pipelines/forms',
  'pipelines/html',
  'pipelines/pdf',
  'pipelines/release/make-file.ts',
  'src/domain',
  'src/lib/aside.ts',
  'src/lib/browser.ts',
  'src/lib/browser-folders.ts',
  'src/lib/collect-garbage.ts',
  'src/lib/inside-transaction.ts',
  'src/lib/json-file.ts',
  'src/lib/own-errors.ts',
  'src/lib/priority.ts',
  'src/lib/process.ts',
  'src/worker/publish/pages.ts',
  'src/worker/publish/unusable.ts',
  'src/worker/publish/renderer',
]

/** Domain folders that no page or PDF depends on. */
const RENDERS_NOTHING = ['src/domain/mail', 'src/domain/watch']

/** Their files with labels that the catalogue of words holds. */
const LABELS = [
  'src/domain/mail/notices.ts',
  'src/domain/mail/subscribers.ts',
  'src/domain/watch/watch-rules.ts',
]

/** Whether a file inside `RENDERS` counts. */
export const isRendering = (path: string): boolean =>
  LABELS.includes(path) || !RENDERS_NOTHING.some((part) => path.startsWith(`${part}/`))

const FONTS = ['node_modules/@fontsource', 'node_modules/@fontsource-variable']
const isOfFont = (path: string): boolean => /\.woff2$|\/unicode\.json$/.test(path)

const pathOf = (root: string, file: Dirent): string =>
  join(file.parentPath, file.name).slice(join(root, '/').length).replaceAll('\\', '/')

/** File paths of a part, which may be a single file. */
async function filesOf(root: string, part: string): Promise<string[]> {
  if ((await stat(join(root, part))).isFile()) return [part]
  const found = await readdir(join(root, part), { recursive: true, withFileTypes: true })
  return found.filter((each) => each.isFile()).map((each) => pathOf(root, each))
}

/** Hash of the rendering code, so that files rendered by other code are not reused. */
export async function codeVersion(root: string): Promise<string> {
  const code = await Promise.all(RENDERS.map((part) => filesOf(root, part)))
  const fonts = await Promise.all(FONTS.map((part) => filesOf(root, part)))
  const paths = [...code.flat().filter(isRendering), ...fonts.flat().filter(isOfFont)].sort((a, b) =>
    a < b ? -1 : 1,
  )
  const files: [string, string][] = []
  for (const path of paths) files.push([path, sha256(await readFile(join(root, path)))])
  return hashOf(files)
}
