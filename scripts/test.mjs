// npm test: sets up what is missing, then runs everything that must pass. Arguments go to vitest.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node, root, setUp } from './setup.mjs'

setUp()
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const child = spawn(node, [vitest, 'run', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
