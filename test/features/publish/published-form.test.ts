import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLocalReq } from 'payload'
import { PUBLISHER } from '#domain/desk/actors.ts'
import { changeHash, type Change } from '#domain/publish/changes.ts'
import type { EntryOf } from '#domain/content/content.ts'
import { freezeEdition, thaw } from '#domain/content/editions.ts'
import type { Sha256 } from '#domain/hash.ts'
import { isAbout, type PublishProblem } from '#domain/desk/publish-problems.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { askWithdrawal, confirmWithdrawal } from '#desk/desk/withdrawal.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import type { Manifest } from '#pipelines/release/manifest.ts'
import { nextSeq, readChangesOf, writeChange } from '#store/publish/changes.ts'
import { readEdition, writeEdition } from '#store/desk/editions.ts'
import { advance, readHead } from '#store/desk/heads.ts'
import { insertRow } from '#store/rows.ts'
import { inTransaction } from '#store/transaction.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import type { PublishReceipt } from '#worker/publish/publish.ts'
import { createOffence, layGround } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { pastTheDesk, type PastTheDesk } from '../../support/desk/past-the-desk.ts'
import { PATIENCE } from '../../support/patience.ts'
import { publishedSample } from '../../support/publish/published-sample.ts'
import { person, type Person } from '../../support/desk/staff.ts'

const KEY = 'scotland/offence/stalking'
const OTHER = 'canada/offence/criminal-harassment'
const PAGE = 'guides/scotland/index.html'

describe.skipIf(missing)(`an entry that is not what was approved, on ${databaseName}`, () => {
  let database: TestDatabase
  let desk: TestDesk
  let past: PastTheDesk
  let ed: Person
  let rey: Person
  let publishNow: () => Promise<PublishReceipt>
  let first: PublishReceipt

  beforeAll(async () => {
    database = await openDatabase()
    const { payload, dataDir } = database
    desk = testDesk(payload)
    const sample = await publishedSample(database, desk.clock)
    first = sample.first
    publishNow = () => sample.publishAgain()
    past = pastTheDesk(payload, dataDir)
    ed = await person(payload, 'Ed', ['editor'])
    rey = await person(payload, 'Rey', ['reviewer'])
  })
  afterAll(() => database?.close())

  const fileOf = (path: string): string => readFileSync(join(database.dataDir, 'current', path), 'utf8')
  const manifest = (): Manifest => JSON.parse(fileOf('manifest.json')) as Manifest
  const hashes = () => new Map(manifest().files.map(({ path, sha256: hash }) => [path, hash]))

  /** Somebody edits the other entry, and it goes live. */
  let round = 0
  async function otherNews(): Promise<string> {
    round += 1
    const penalty = `Up to ${10 + round} years in prison, as of round ${round}.`
    const { docs } = await database.payload.find({
      collection: 'offences',
      where: { key: { equals: OTHER } },
      depth: 0,
      overrideAccess: true,
    })
    const [doc] = docs
    if (!doc) throw new Error(`There is no ${OTHER}.`)
    const revision = (await readHead({ payload: database.payload }, OTHER))?.revision ?? 0
    await database.payload.update({
      collection: 'offences',
      id: doc.id,
      data: { revision, penalty },
      overrideAccess: false,
      user: ed,
    })
    await desk.live(ed, rey, { kind: 'offence', id: doc.id }, revision + 1, { changeNote: 'More.' })
    return penalty
  }

  interface Damage {
    table: string
    where: Record<string, string | number>
    /** Null where the row is lost. */
    set: Record<string, string | number | null> | null
  }

  /** Does harm to a row, or loses it: then it belongs to another entry. Returns what undoes it. */
  let lost = 0
  async function harm({ table, where, set }: Damage): Promise<() => Promise<void>> {
    const { id: _id, _id: __id, ...row } = await past.read(table, where)
    const parked: Record<string, string | number> = { entry: `x/offence/y${(lost += 1)}` }
    const elsewhere =
      table === 'editions'
        ? { ...parked, hash: String(lost).padStart(64, '0') }
        : table === 'changes'
          ? { ...parked, seq: 999_000 + lost }
          : parked
    await past.update(table, where, set ?? elsewhere)
    return () => past.update(table, set ? where : parked, row)
  }

  async function damaged<T>(damage: Damage, work: () => Promise<T>): Promise<T> {
    const mend = await harm(damage)
    try {
      return await work()
    } finally {
      await mend()
    }
  }

  it('publishes nothing else than before where all is well', () => {
    expect(first.problems).toEqual([])
    expect(first.files).toBe(111)
  })

  type Row = 'edition' | 'head' | 'change'
  const TABLES = { edition: 'editions', head: 'heads', change: 'changes' } as const
  type Case = [name: string, row: Row, set: Damage['set'], words: RegExp]
  const OF_AN_ENTRY: Case[] = [
    ['other words', 'edition', { content: '{"kind":"offence"}' }, /does not match its hash/],
    ['words that are no JSON', 'edition', { content: '{' }, /does not match its hash/],
    ['half of a surrogate pair', 'edition', { changeNote: 'Cut \ufffd' }, /does not match its hash/],
    ['another number', 'edition', { n: 7 }, /does not match its hash|another/],
    ['a hash made anew', 'edition', { contentHash: '0'.repeat(64) }, /does not match its hash/],
    ['no edition at all', 'edition', null, /missing/],
    ['no kind', 'edition', { kind: 'no such kind' }, /does not match its hash/],
    [
      'a head that names another edition',
      'head',
      { liveHash: '1'.repeat(64) },
      /do not name the same edition/,
    ],
    ['a head that names none', 'head', { liveHash: null }, /nothing of it is live/],
    ['a head without a day', 'head', { liveSince: 'never' }, /does not agree with itself/],
    ['a head with another number', 'head', { liveN: 9 }, /another/],
    ['a head verified on a day that was not', 'head', { verifiedOn: '2026-11-20', verifiedN: 1 }, /verified/],
    ['a head verified on no day', 'head', { verifiedOn: 'soon', verifiedN: 1 }, /verified/],
    ['no head', 'head', null, /head is missing/],
    ['a change that is no JSON', 'change', { fields: '[' }, /altered/],
    ['a change of no kind', 'change', { kind: 'no such kind' }, /cannot be read/],
    ['a change at no time', 'change', { at: 'never' }, /cannot be read/],
    ['a forged note', 'change', { note: 'Forged.' }, /altered/],
    ['a head that is verified never', 'head', { liveReverifyEvery: -1e300 }, /verified/],
  ]
  const OF_WHAT_ALL_SHARE: Case[] = [
    ['other words', 'edition', { content: '{"kind":"jurisdiction"}' }, /does not match its hash/],
    ['no edition', 'edition', null, /does not match its hash|missing/],
    [
      'a head that names another edition',
      'head',
      { liveHash: '1'.repeat(64) },
      /do not name the same edition/,
    ],
    [
      'a head that names none',
      'head',
      { liveHash: null },
      /does not say which edition is live|do not name the same edition/,
    ],
    ['no head', 'head', null, /head is missing/],
  ]

  /** Each case harms an entry of its own, so that one publication answers for many of them. */
  interface Harm {
    name: string
    about: string
    entry: string
    damage: Damage
    words: RegExp
  }
  const harmed = (entry: string, [name, row, set, words]: Case, named: string): Harm => ({
    name: `${name}${named}`,
    // A change is named by its number, and its entry beside it.
    about: row === 'change' ? `(${entry})` : entry,
    entry,
    damage: { table: TABLES[row], where: { entry }, set },
    words,
  })
  const offences = [
    KEY,
    'threatening-or-abusive-behaviour',
    'menacing-messages',
    'threats-at-common-law',
  ].map((name) => (name === KEY ? name : `scotland/offence/${name}`))
  const ROUNDS = OF_WHAT_ALL_SHARE.map((shared, nth) => [
    ...offences.flatMap((entry, index) => {
      const mine = OF_AN_ENTRY[index * OF_WHAT_ALL_SHARE.length + nth]
      return mine ? [harmed(entry, mine, '')] : []
    }),
    ...['scotland/jurisdiction', 'global/site'].map((entry) => harmed(entry, shared, ` of ${entry}`)),
  ])

  it('is each case of those below', () => {
    expect(ROUNDS.flat()).toHaveLength(OF_AN_ENTRY.length + 2 * OF_WHAT_ALL_SHARE.length)
  })

  describe.each(ROUNDS.map((harms, nth) => [nth + 1, harms] as const))('in round %i', (_nth, harms) => {
    interface Told extends Pick<PublishReceipt, 'changed' | 'problems' | 'news'> {
      hashes: Map<string, string>
    }
    let penalty: string
    let canada: string
    let kept: PublishProblem[] | undefined
    let before: Map<string, string>
    let told: Told
    let again: Told
    let mended: Told

    const publication = async (): Promise<Told> => ({ ...(await publishNow()), hashes: hashes() })

    beforeAll(async () => {
      before = hashes()
      const mends: (() => Promise<void>)[] = []
      try {
        for (const { damage } of harms) mends.push(await harm(damage))
        penalty = await otherNews()
        told = await publication()
        canada = fileOf('guides/canada/index.html')
        kept = (await readPublishingState(database.dataDir))?.problems
        again = await publication()
      } finally {
        for (const mend of mends) await mend()
      }
      mended = await publication()
    })

    it.each(harms.map((each) => [each.name, each] as const))(
      'keeps its published form with %s, and the others are published',
      (_name, { about, entry, words }) => {
        expect(told.changed).toBe(true)
        expect(canada).toContain(penalty)
        for (const path of [PAGE, 'guides/scotland/scotland.a4.pdf'])
          expect(told.hashes.get(path), path).toBe(before.get(path))
        const mine = told.problems.filter((each) => each.about.includes(about))
        expect(
          mine.map(({ readers }) => readers),
          JSON.stringify(told.problems),
        ).toEqual(['same'])
        expect(mine[0]?.problem).toMatch(words)
        expect(kept).toMatchObject(told.problems)
        // Told once, not each time.
        expect(again.news).toEqual({ fresh: [], mended: [] })
        expect(mended.problems).toEqual([])
        expect(mended.news.mended.filter((each) => each.about.includes(entry))).toHaveLength(1)
        expect(mended.hashes.get(PAGE)).toBe(before.get(PAGE))
      },
    )
  })

  const docOf = async (key: string): Promise<{ id: string; revision: number }> => {
    const { payload } = database
    const at = (await findWorkingCopies({ payload }, [key])).get(key)
    const revision = (await readHead({ payload }, key))?.revision ?? 0
    return { id: at?.id ?? '', revision }
  }
  const liveHash = async (key: string): Promise<string> =>
    (await readHead({ payload: database.payload }, key))?.live?.hash ?? ''
  const about = (problems: readonly PublishProblem[], key: string) =>
    problems.filter((each) => isAbout(each.about, key)).map(({ readers }) => readers)

  /** Somebody edits the covers of an offence, and it goes live. */
  async function reword(key: string, covers: string): Promise<void> {
    const { id, revision } = await docOf(key)
    await database.payload.update({
      collection: 'offences',
      id,
      data: { revision, covers },
      overrideAccess: false,
      user: ed,
    })
    await desk.live(ed, rey, { kind: 'offence', id }, revision + 1, { changeNote: 'Other words.' })
  }

  /** One publication answers for all of these. */
  describe('that is in the database past the desk', () => {
    let before: string | undefined
    let penalty: string
    let canada: string
    let told: PublishReceipt
    let page: string | undefined

    beforeAll(async () => {
      const { payload } = database
      const mends: (() => Promise<unknown>)[] = []
      before = hashes().get(PAGE)
      penalty = await otherNews()
      try {
        mends.push(await unreadableFlag(), await forgedStructure(), await forgedPlace())
        told = await publishNow()
      } finally {
        for (const mend of mends) await mend()
      }
      canada = fileOf('guides/canada/index.html')
      page = hashes().get(PAGE)

      async function unreadableFlag(): Promise<() => Promise<unknown>> {
        const { act } = await layGround(payload, 'Flagland', 'FL')
        const law = await payload.create({
          collection: 'law-changes',
          data: {
            title: 'Amended',
            instrument: act.id,
            what: 'amendment',
            effectiveOn: '2026-12-01',
          } as never,
          overrideAccess: true,
        })
        await insertRow({ payload }, 'flags', {
          key: 'law-change x',
          kind: 'law-change',
          entry: KEY,
          about: law.id,
          detail: 'Amended.',
          claims: '{',
          liveN: 1,
          at: 'never',
          by: 'Ed',
          rung: 0,
        })
        return () => past.remove('flags', { key: 'law-change x' })
      }

      async function forgedStructure(): Promise<() => Promise<unknown>> {
        const { brand } = await payload.findGlobal({ slug: 'site', overrideAccess: true })
        await past.update('jurisdictions', { key: 'scotland' }, { name: 'Nowhere', inSentence: 'Nowhere' })
        await payload.db.updateGlobal({ slug: 'site', data: { brand: 'Forged brand' } })
        await past.update('jurisdictions', { key: 'canada' }, { slug: 'not-canada', guide: 'inbound' })
        return async () => {
          const scotland = { name: 'Scotland', inSentence: 'Scotland' }
          await past.update('jurisdictions', { key: 'scotland' }, scotland)
          await past.update('jurisdictions', { key: 'canada' }, { slug: 'canada', guide: 'full' })
          await payload.db.updateGlobal({ slug: 'site', data: { brand } })
        }
      }

      async function forgedPlace(): Promise<() => Promise<unknown>> {
        const row = await past.read('heads', { entry: 'scotland/jurisdiction' })
        const { _id, ...rest } = row as Record<string, unknown>
        const forged = { ...rest, id: randomUUID(), entry: 'atlantis/jurisdiction' }
        await payload.db.create({ collection: 'heads', data: forged })
        return () => past.remove('heads', { entry: 'atlantis/jurisdiction' })
      }
    })

    it('is no place and no word of the site as it stands there, but as it was reviewed', () => {
      expect(told.problems.filter((each) => each.about !== 'atlantis/jurisdiction')).toEqual([])
      expect(page).toBe(before)
    })

    it('is no place that was put there', () => {
      expect(told.problems).toEqual([
        {
          about: 'atlantis/jurisdiction',
          problem: 'Its head and its events do not name the same edition: one of them was altered.',
          readers: 'nothing',
        },
      ])
    })

    it('is no worse for a flag of it that cannot be read', () => {
      expect(about(told.problems, KEY)).toEqual([])
      expect(canada).toContain(penalty)
    })
  })

  describe('whose words are lost', () => {
    const NEW = 'newland/offence/stalking'
    const gone = 'scotland/offence/threatening-or-abusive-behaviour'
    let before: Map<string, string>

    it('leaves the edition before if it was never published, with its own days, and is told of nowhere; is left out if it is new', async () => {
      const { payload } = database
      before = hashes()
      await reword(KEY, 'Words that no reader has seen.')
      const doc = await createOffence(payload, ed, await layGround(payload, 'Newland', 'NL'))
      await desk.live(ed, rey, { kind: 'offence', id: doc.id }, 1)
      const never = { table: 'editions', where: { hash: await liveHash(KEY) }, set: { content: '{}' } }
      const fresh = { table: 'editions', where: { entry: NEW }, set: { content: '{}' } }
      await damaged(never, () =>
        damaged(fresh, async () => {
          const penalty = await otherNews()
          const { problems } = await publishNow()
          // Nothing is told any more of what was put into the database past the desk.
          expect(problems).toHaveLength(2)
          expect(about(problems, KEY)).toEqual(['before'])
          expect(about(problems, NEW)).toEqual(['nothing'])
          expect(fileOf('guides/canada/index.html')).toContain(penalty)
          expect(hashes().get(PAGE)).toBe(before.get(PAGE))
          for (const path of ['changes/index.html', 'feed.json', 'guides/scotland/changes/index.html'])
            expect(fileOf(path), path).not.toContain('no reader has seen')
          const workflow = await desk.as(ed, async (mine) =>
            workflowStatusOf(mine, { kind: 'offence', id: (await docOf(KEY)).id }),
          )
          expect(workflow.notPublished).toMatchObject({
            readers: 'before',
            problem: expect.stringContaining('hash') as string,
          })
          // Somebody submits the same words again: that puts it right, too.
          expect(workflow.can.submit).toMatchObject({ allowed: true })
        }),
      )
    })

    it('is there once they are found, and can be withdrawn if they are not', async () => {
      await past.update('editions', { hash: await liveHash(gone) }, { content: '{}' })
      const at = {
        kind: 'offence' as const,
        id: (await docOf(gone)).id,
        hash: (await liveHash(gone)) as Sha256,
      }
      await desk.as(ed, (mine) => askWithdrawal(mine, { ...at, reason: 'Repealed.' }))
      await desk.as(rey, (mine) => confirmWithdrawal(mine, at))
      await desk.publisher()
      expect((await publishNow()).problems).toEqual([])
      expect(fileOf(PAGE)).toContain('no reader has seen')
      expect(fileOf(PAGE)).toContain(`<li id="${gone}" data-kind="withdrawn">`)
    })

    it('is put right by submitting it again; nobody revives past the desk what was withdrawn', async () => {
      await past.update('editions', { hash: await liveHash(KEY) }, { content: '{}' })
      const { id, revision } = await docOf(KEY)
      await desk.live(ed, rey, { kind: 'offence', id }, revision, { changeNote: 'Again.' })
      const { hash } = await past.read('editions', { entry: gone })
      await past.update(
        'heads',
        { entry: gone },
        { liveHash: hash ?? null, liveN: 1, liveSince: '2026-11-21' },
      )
      await otherNews()
      const { problems } = await publishNow()
      await past.update('heads', { entry: gone }, { liveHash: null, liveN: null, liveSince: null })
      expect(problems).toHaveLength(1)
      expect(about(problems, gone)).toEqual(['nothing'])
      expect(fileOf(PAGE)).toContain('no reader has seen')
      expect(fileOf(PAGE)).toContain(`<li id="${gone}" data-kind="withdrawn">`)
    })
  })

  it('that matches its hash, but of which no page can be made, leaves the edition before', async () => {
    const { payload } = database
    type Spoil = (section: Record<string, unknown>) => Record<string, unknown>
    const SPOILT: [name: string, spoil: Spoil][] = [
      ['evidence', (section) => ({ ...section, body: [{ type: 'carousel', children: [] }] })],
      ['platforms', (section) => ({ ...section, body: [{ type: 'paragraph' }] })],
      ['swatting', (section) => ({ ...section, body: null })],
    ]
    const pageOf = (name: string): string => fileOf(`essentials/${name}/index.html`)
    const shown = new Map(SPOILT.map(([name]) => [name, pageOf(name)]))
    for (const [name, spoil] of SPOILT) {
      const key = `global/essential/${name}`
      const req = await createLocalReq({}, payload)
      await inTransaction(req, async () => {
        const head = await readHead(req, key)
        const edition = await readEdition(req, head?.live?.hash ?? '')
        if (!head || !edition) throw new Error('fixture')
        const entry = structuredClone(thaw(edition)) as EntryOf<'essential'>
        entry.content.sections = entry.content.sections.map((each) => spoil({ ...each })) as never
        const next = freezeEdition(entry, edition.n + 1, head.revision, edition.submission)
        await writeEdition(req, next)
        // As an older version would have let it through.
        const change = {
          ...((await readChangesOf(req, key)).at(-1) as Change),
          seq: await nextSeq(req),
          edition: next.hash,
          replaced: edition.hash,
          fields: [],
        }
        await writeChange(req, change)
        await advance(req, {
          head,
          actor: PUBLISHER,
          at: desk.clock.now(),
          action: 'go-live',
          edition: next.hash,
          details: {
            ...head.live,
            n: next.n,
            contentHash: next.contentHash,
            seq: change.seq,
            change: changeHash(change),
          },
        })
      })
    }
    const penalty = await otherNews()
    const { problems } = await publishNow()
    // And nothing else: what was wrong before is mended.
    expect(problems).toHaveLength(SPOILT.length)
    for (const [name] of SPOILT) {
      expect(about(problems, `global/essential/${name}`)).toEqual(['before'])
      expect(pageOf(name)).toBe(shown.get(name))
    }
    expect(fileOf('guides/canada/index.html')).toContain(penalty)
  })

  it(
    'stays on its pages where an older version kept no words beside its release',
    async () => {
      const folder = join(database.dataDir, 'releases')
      for (const name of readdirSync(folder))
        if (name.endsWith('.forms.json') || name.endsWith('.words.jsonl')) rmSync(join(folder, name))
      const before = hashes()
      await damaged(
        { table: 'editions', where: { hash: await liveHash(KEY) }, set: { content: '{}' } },
        async () => {
          const penalty = await otherNews()
          const { problems } = await publishNow()
          expect(about(problems, KEY)).toEqual(['pages'])
          expect(fileOf('guides/canada/index.html')).toContain(penalty)
          for (const [path, hash] of before)
            if (path.startsWith('guides/scotland/')) expect(hashes().get(path), path).toBe(hash)
        },
      )
      expect(about((await publishNow()).problems, KEY)).toEqual([])
    },
    2 * PATIENCE,
  )

  it(
    'is left out on a disk where nothing was ever published, and the others are there',
    async () => {
      for (const name of ['releases', 'current', 'publishing.json'])
        rmSync(join(database.dataDir, name), { recursive: true, force: true })
      // A guide without a number to call is closed: these need not be printed.
      for (const place of ['northern-ireland', 'south-africa', 'australia'])
        await past.update('editions', { entry: `${place}/profile` }, { content: '{}' })
      await damaged(
        { table: 'editions', where: { hash: await liveHash(KEY) }, set: { content: '{}' } },
        async () => {
          expect(about((await publishNow()).problems, KEY)).toEqual(['nothing'])
          expect(fileOf(PAGE)).not.toContain(`id="${KEY}"`)
          expect(fileOf('guides/canada/index.html')).toContain(OTHER)
        },
      )
      expect(about((await publishNow()).problems, KEY)).toEqual([])
      expect(fileOf(PAGE)).toContain(`id="${KEY}"`)
    },
    2 * PATIENCE,
  )
})
