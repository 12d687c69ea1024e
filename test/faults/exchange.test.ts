import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { full } from '../support/scale.ts'
import { publishedGuide, publishedGuideFolder, recourse } from '../support/command.ts'
import { dropDatabase } from '../support/drop-database.ts'

const uri = process.env.TEST_MONGODB_URI

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    .sort()

/** What states when it was made, or by which installation: feeds date their entries, and manifests are signed. */
const DATED = /(^|\/)feed\.(atom|json)(\.br)?$|^manifest\.|^signing-keys\.json/

beforeAll(() => publishedGuide())

describe('content in and out, by command', () => {
  it('gives what is exported back to the same installation: everything is the same', async () => {
    const data = await publishedGuideFolder()
    const to = join(mkdtempSync(join(tmpdir(), 'recourse-export-')), 'corpus.zip')
    const exported = await recourse(data, ['export', '--to', to, '--with-record', '--json'])
    expect(exported.stderr).toBe('')
    expect(JSON.parse(exported.stdout)).toMatchObject({ path: to, counts: { ladders: 1 } })
    const again = await recourse(data, ['export', '--to', to])
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is there already')])
    const report = await recourse(data, ['import', to])
    expect([report.code, report.stdout]).toEqual([0, expect.stringContaining('Everything is there already')])

    const sheet = join(data, 'channels.csv')
    const wrong = await recourse(data, ['export', '--csv', 'routes', '--to', sheet])
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('A sheet holds offences or channels'),
    ])
    const csv = await recourse(data, ['export', '--csv', 'channels', '--place', 'scotland', '--to', sheet])
    expect([csv.code, csv.stdout]).toEqual([0, expect.stringMatching(/channels\.csv: \d+ channels\.\n$/)])
    expect([...readFileSync(sheet).subarray(0, 7)]).toEqual([0xef, 0xbb, 0xbf, ...Buffer.from('key,')])
    const back = await recourse(data, ['import', sheet])
    expect([back.code, back.stdout]).toEqual([0, expect.stringContaining('Everything is there already')])

    const changed = join(data, 'changed.yaml')
    const one = await recourse(data, ['export', '--to', changed, '--entry', 'scotland/offence/stalking'])
    expect(one.code).toBe(0)
    writeFileSync(changed, readFileSync(changed, 'utf8').replace('fear or alarm', 'alarm or fear'))
    const dry = await recourse(data, ['import', changed, '--dry-run'])
    expect([dry.code, dry.stdout]).toEqual([
      0,
      expect.stringMatching(/0 added, 1 changed, \d+ same, 0 refused\.\n {2}changed\.yaml:\d+ {2}changed/),
    ])
    writeFileSync(changed, readFileSync(changed, 'utf8').replace('standing: in-force', 'standing: nowhere'))
    const refused = await recourse(data, ['import', changed])
    expect([refused.code, refused.stdout]).toEqual([3, expect.stringMatching(/changed\.yaml:\d+ {2}refused/)])
  })

  // In full only: backups are restored into the other kind of database, and published, at every run.
  it.skipIf(!uri || !full)(
    'moves to a database of the other kind, whose release has the same bytes',
    async () => {
      const data = await publishedGuideFolder()
      const to = join(data, 'corpus')
      expect((await recourse(data, ['export', '--to', to])).code).toBe(0)
      const address = new URL(uri ?? '')
      address.pathname = `/recourse-test-${randomBytes(6).toString('hex')}`
      const other = mkdtempSync(join(tmpdir(), 'recourse-other-'))
      const env = {
        DATABASE_URL: address.href,
        DATABASE_TRANSACTIONS: 'none',
        PUBLIC_URL: 'http://127.0.0.1:0',
      }
      try {
        expect(await recourse(other, ['import', to], { env })).toMatchObject({ code: 0 })
        expect(await recourse(other, ['publish'], { env })).toMatchObject({ code: 0 })
        const [ours, theirs] = [join(data, 'current'), join(other, 'current')]
        expect(filesIn(theirs)).toEqual(filesIn(ours))
        const differing = filesIn(ours).filter(
          (path) => !readFileSync(join(ours, path)).equals(readFileSync(join(theirs, path))),
        )
        expect(differing.filter((path) => !DATED.test(path))).toEqual([])
      } finally {
        await dropDatabase(address.href)
      }
    },
  )
})
