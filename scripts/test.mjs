// npm test: sets up what is missing, then runs everything that must pass. Arguments go to vitest, and then the checks of
// npm run validate are left out. With --full, kills and crowds run in full instead of a sample.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node, root, run, setUp } from './setup.mjs'

const [all, ...words] = process.argv.slice(2)
const full = all === '--full'
const rest = full ? words : process.argv.slice(2)

setUp()
if (!process.argv[2]) {
  for (const check of ['types', 'lint', 'format', 'generated']) {
    const { ok } = run('npm', ['run', '--silent', `validate:${check}`])
    if (!ok) process.exit(1)
  }
}
const child = spawn(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: full ? { ...process.env, RECOURSE_FULL: '1' } : process.env,
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
