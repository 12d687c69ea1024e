import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Paths of all files below a folder, in order; those behind the links of a release as well. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) =>
      statSync(join(folder, name)).isDirectory()
        ? filesIn(join(folder, name)).map((path) => join(name, path))
        : [name],
    )
