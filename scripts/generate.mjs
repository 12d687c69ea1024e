// Regenerates every generated file: Payload's types and import map, compiled templates, what the fonts can
// print, the schema of corpus files.
// With --check it changes nothing, and fails if one of them, or the migrations, does not match the code. Up-to-date
// files are not rewritten: tests running in parallel with the check read them.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')
const migrations = join(root, 'src/migrations/sqlite')
const FILES = [
  'src/payload-types.ts',
  'src/app/(payload)/admin/importMap.js',
  'templates/compiled.js',
  'src/domain/content/printable-ranges.ts',
  'src/corpus/corpus.schema.json',
]

const env = {
  ...process.env,
  PAYLOAD_CONFIG_PATH: 'payload.config.ts',
  DATABASE_URL: 'file:',
  DATA_DIR: join(root, '.cache/generate'),
  LOG_LEVEL: 'warn',
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env,
    shell: process.platform === 'win32',
    ...options,
  })
  if (result.status !== 0) {
    console.error(`${command} ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`)
    process.exit(1)
  }
  return result.stdout
}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')
const before = new Map(FILES.map((file) => [file, read(join(root, file))]))
const migrationsBefore = new Set(readdirSync(migrations))

run('node', ['scripts/templates.mjs'])
run('node', ['scripts/printable.mjs'])
run('payload', ['generate:types'])
run('payload', ['generate:importmap'])
const schema = run('node', ['bin/recourse.mjs', 'import', '--schema'])
if (schema !== before.get('src/corpus/corpus.schema.json'))
  writeFileSync(join(root, 'src/corpus/corpus.schema.json'), schema)

const stale = FILES.filter((file) => read(join(root, file)) !== before.get(file))
if (check) {
  run('payload', ['migrate:create', 'check', '--skip-empty'])
  const extra = readdirSync(migrations).filter((file) => !migrationsBefore.has(file))
  for (const file of extra) rmSync(join(migrations, file))
  for (const file of stale) writeFileSync(join(root, file), before.get(file))
  const problems = [
    ...stale.map((file) => `${file} is not current: run npm run generate.`),
    ...(extra.some((file) => file.endsWith('.json'))
      ? ['The collections differ from the migrations: run npm run migration -- <name> and review it.']
      : []),
  ]
  if (problems.length > 0) {
    console.error(problems.join('\n'))
    process.exit(1)
  }
}
console.log(
  check
    ? 'Generated files are current.'
    : stale.length > 0
      ? `Made anew: ${stale.join(', ')}`
      : 'Nothing to make anew.',
)
