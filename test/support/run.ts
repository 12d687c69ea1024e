import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for what the processes of one run share. */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-run-'))
  process.env.RECOURSE_TEST_RUN = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
