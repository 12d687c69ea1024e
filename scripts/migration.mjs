// Generates a migration of the embedded database from the current collections: node scripts/migration.mjs <name>
// Payload writes migrations for a bundler; this rewrites them for Node to run directly. Review before committing.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = 'src/migrations/sqlite'
const name = process.argv[2]
if (!name || !/^[a-z0-9-]+$/.test(name)) {
  console.error('Give the migration a name: node scripts/migration.mjs add-flags')
  process.exit(2)
}

const before = new Set(readdirSync(folder))
execFileSync('payload', ['migrate:create', name, '--skip-empty'], {
  stdio: 'inherit',
  env: { ...process.env, PAYLOAD_CONFIG_PATH: 'payload.config.ts', DATABASE_URL: 'file:', LOG_LEVEL: 'warn' },
})
rmSync(join(folder, 'index.ts'), { force: true })
for (const file of readdirSync(folder).filter((each) => each.endsWith('.ts') && !before.has(each))) {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
    .replace(
      'import { MigrateUpArgs, MigrateDownArgs, sql }',
      'import { type MigrateUpArgs, type MigrateDownArgs, sql }',
    )
    .replaceAll('{ db, payload, req }', '{ db }')
  writeFileSync(path, text)
  console.log(`Made ${path}. Read it before you commit it.`)
}
