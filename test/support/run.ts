import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * A folder for what the processes of one run share; and one, kept between runs, for what Node has compiled: a run starts
 * more than a hundred processes that all load Payload.
 */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-run-'))
  process.env.RECOURSE_TEST_RUN = folder
  process.env.NODE_COMPILE_CACHE ??= resolve('.cache', 'compiled')
  return () => rmSync(folder, { recursive: true, force: true })
}
