// npm start: sets up what is missing, then serves site and admin, with sample content on a fresh installation.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node, root, setUp } from './setup.mjs'

setUp()
const child = spawn(
  node,
  // Limits V8's young generation: the default is several times as large, and stays allocated after startup.
  [
    '--max-semi-space-size=4',
    join(root, 'bin', 'recourse.mjs'),
    'serve',
    '--sample',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
