// Runs commands beside other work, keeping the output of each until it is printed.
import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './setup.mjs'

const windows = process.platform === 'win32'

/** Lowers a process's priority below interactive work, if the system supports that. */
function giveWay(pid) {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has already ended, or this is not permitted.
  }
}

/**
 * Starts a command in the project folder at low priority.
 * @returns `stop` ends it; `done` resolves to whether it succeeded and its whole output, in order.
 */
export function start(command, args) {
  // One file for both streams: two pipes would mix their lines.
  const folder = mkdtempSync(join(tmpdir(), 'recourse-check-'))
  const file = join(folder, 'output')
  const output = openSync(file, 'a')
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', output, output], shell: windows })
  if (child.pid) giveWay(child.pid)
  const done = new Promise((resolve) => {
    child.once('error', (error) => resolve({ ok: false, output: `${error.message}\n` }))
    child.once('close', (code) => resolve({ ok: code === 0, output: readFileSync(file, 'utf8') }))
  }).finally(() => {
    closeSync(output)
    rmSync(folder, { recursive: true, force: true })
  })
  return { stop: (signal) => child.kill(signal), done }
}
