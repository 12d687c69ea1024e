#!/usr/bin/env node
// The `recourse` command. Runs on the Node version the project pins, whatever the machine has.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const pinned = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

if (Number(process.versions.node.split('.')[0]) < 24) {
  if (!existsSync(pinned)) {
    console.error(
      'Recourse is not set up yet. Run “npm ci” in its folder, or “npm start”, which does it for you.',
    )
    process.exit(1)
  }
  const { status } = spawnSync(pinned, [process.argv[1], ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(status ?? 1)
}

// npm calls it in the folder of the installation, and says where npm was called.
const calledFrom = (process.env.npm_lifecycle_event === 'recourse' && process.env.INIT_CWD) || process.cwd()
process.chdir(root)
if (existsSync('.env')) process.loadEnvFile('.env')
process.env.NODE_ENV ??= 'production'
process.env.NEXT_TELEMETRY_DISABLED = '1'
// Compiled code is kept, for this process and those that it starts: a third of a start is compiling. Where the folder
// cannot be written, nothing is kept.
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compiled')
enableCompileCache(process.env.NODE_COMPILE_CACHE)
const { importQuickly } = await import('../src/lib/quick-imports.ts')
importQuickly()
const { main } = await import('../src/cli/main.ts')
await main(process.argv, calledFrom)
