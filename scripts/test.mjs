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
// The checks run in parallel with the tests. Their output is printed afterwards, one check after the other.
const checks = process.argv[2]
  ? []
  : ['generated', 'types', 'lint', 'format'].map((name) => ({
      name,
      ...start('npm', ['run', '--silent', `validate:${name}`]),
    }))
const child = spawn(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: full ? { ...process.env, RECOURSE_FULL: '1' } : process.env,
})
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    child.kill(signal)
    for (const { stop } of checks) stop(signal)
  })
const code = await new Promise((resolve) => child.once('exit', (ended) => resolve(ended ?? 1)))

const failed = []
for (const { name, done } of checks) {
  const { ok, output } = await done
  if (!ok) failed.push(name)
  console.error(`\n${ok ? '✓' : '✗'} validate:${name}`)
  if (!ok) console.error(output)
}
if (failed.length > 0) console.error(`Failed: ${failed.map((name) => `validate:${name}`).join(', ')}`)
process.exitCode = code || (failed.length > 0 ? 1 : 0)
