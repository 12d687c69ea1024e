import { statSync } from 'node:fs'
import { warning, type Finding } from './check.ts'

/** What is wrong with who may read the file of a secret; null if its owner alone may. */
export const openFinding = (file: string): Finding | null =>
  (statSync(file).mode & 0o077) === 0
    ? null
    : warning(`${file} can be read by other accounts: run “chmod 600 ${file}”.`)
