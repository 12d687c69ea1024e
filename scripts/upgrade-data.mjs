// Keeps the data of this version, so that later ones are tested with it: node scripts/upgrade-data.mjs <version>
// One guide of the sample, an account, a release. Run it once, when a version is released (docs/releasing.md).
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node, root, setUp } from './setup.mjs'

const version = process.argv[2]
if (!version || !/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) {
  console.error('Give the version: node scripts/upgrade-data.mjs 1.2.0')
  process.exit(2)
}
setUp()

const folder = mkdtempSync(join(tmpdir(), 'recourse-upgrade-'))
const data = join(folder, 'data')
const corpus = join(folder, 'corpus')
for (const part of ['site.yaml', 'shared', 'guides/scotland'])
  cpSync(join(root, 'src/corpus/sample', part), join(corpus, part), { recursive: true })
const recourse = (...args) =>
  execFileSync(node, [join(root, 'bin/recourse.mjs'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      DATA_DIR: data,
      DATABASE_URL: '',
      NODE_ENV: 'production',
      PRINTS: 'none',
      PUBLIC_URL: 'https://guides.example.org',
      WATCH: 'off',
    },
  })
recourse('import', corpus)
const { email, password } = JSON.parse(
  recourse(
    'user',
    'add',
    '--json',
    '--name',
    'Ada Example',
    '--email',
    'ada@example.org',
    '--roles',
    'administrator,reviewer,editor',
  ),
)
recourse('publish')
writeFileSync(join(data, 'account.json'), JSON.stringify({ email, password }))

const kept = join('test/fixtures/upgrades', `${version}.tar.gz`)
execFileSync('tar', ['-C', data, '-czf', join(root, kept), '.'])
rmSync(folder, { recursive: true, force: true })
console.log(`Kept ${kept}.`)
