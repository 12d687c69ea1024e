// npm test: sets up what is missing, then runs everything that must pass. Arguments are passed to vitest, and then
// the checks of npm run validate are skipped. With --full, kill and crowd tests run in full instead of a sample.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { start } from './checks.mjs'
import { node, root, setUp } from './setup.mjs'

const [all, ...words] = process.argv.slice(2)
const full = all === '--full'
const rest = full ? words : process.argv.slice(2)

setUp()
const names = process.argv[2] ? [] : ['generated', 'types', 'lint', 'format']
let check = null
let stopped = false
/** The checks run beside the tests, one at a time: all at once, they leave the tests too little of a small machine. */
async function runChecks() {
  const done = []
  for (const name of names) {
    if (stopped) break
    check = start('npm', ['run', '--silent', `validate:${name}`])
    done.push({ name, ...(await check.done) })
  }
  return done
}
const checked = runChecks()
const child = spawn(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: full ? { ...process.env, RECOURSE_FULL: '1' } : process.env,
})
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    child.kill(signal)
    stopped = true
    check?.stop(signal)
  })
const code = await new Promise((resolve) => child.once('exit', (ended) => resolve(ended ?? 1)))

const failed = []
// Their output is printed afterwards, one check after the other.
for (const { name, ok, output } of await checked) {
  if (!ok) failed.push(name)
  console.error(`\n${ok ? '✓' : '✗'} validate:${name}`)
  if (!ok) console.error(output)
}
if (failed.length > 0) console.error(`Failed: ${failed.map((name) => `validate:${name}`).join(', ')}`)
process.exitCode = code || (failed.length > 0 ? 1 : 0)
