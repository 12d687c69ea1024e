import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashOf, sha256 } from '#domain/hash.ts'

/** Folders whose code decides what a rendered file says. */
const FOLDERS = ['templates', 'pipelines', 'src/domain']

/** Hash of the code that renders, so that files made by other code are not used again. */
export async function codeVersion(root: string): Promise<string> {
  const files: [string, string][] = []
  for (const folder of FOLDERS) {
    const found = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    for (const each of found)
      if (each.isFile()) files.push([join(each.parentPath, each.name).slice(root.length), ''])
  }
  files.sort(([a], [b]) => (a < b ? -1 : 1))
  for (const file of files) file[1] = sha256(await readFile(join(root, file[0])))
  return hashOf(files)
}
