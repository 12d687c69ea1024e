import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { isSingle, KINDS, type Kind } from '#domain/keys.ts'
import { LIMITS } from '#domain/text-rules.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import { parseHtml } from '../../fixtures/html.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { rest, signIn } from '../../support/rest.ts'
import { loadSample } from '../../support/content/sample.ts'
import { person } from '../../support/desk/staff.ts'
import { savedPlace } from '../../support/desk/structure.ts'

type Doc = Record<string, unknown>

/** An original of each kind that is live. */
const ORIGINALS = {
  profile: 'scotland/profile',
  channel: 'scotland/channel/police-101',
  offence: 'scotland/offence/stalking',
  ladder: 'scotland/ladder',
  route: 'canada/route',
  essential: 'global/essential/evidence',
} as const satisfies Record<Kind, string>

const EVIDENCE = ORIGINALS.essential

/** What the machine keeps about an entry besides its record: none of it passes to a copy. */
const KEPT_OF_ENTRIES = ['editions', 'flags', 'changes'] as const

describe.skipIf(missing)(`one more entry like another, on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let wales: string
  let today: LegalDate
  const tokens = { ada: '', ben: '' }

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    today = dayIn(env().siteTimeZone, new Date())
    await loadSample(database)
    tokens.ada = await signIn(await person(payload, 'Ada', ['editor', 'reviewer']))
    tokens.ben = await signIn(await person(payload, 'Ben', ['editor', 'reviewer']))
    const place = { inSentence: 'Wales', kind: 'nation', guide: 'building', iso: 'GB-WLS' }
    wales = (await savedPlace(payload, { ...place, name: 'Wales', slug: 'wales' })).id
  })
  afterAll(() => database?.close())

  const find = async (kind: Kind, key: string): Promise<Doc> => {
    const { docs } = await payload.find({
      collection: COLLECTION_OF[kind],
      where: { key: { equals: key } },
      depth: 0,
    })
    return { ...docs[0] }
  }
  const copy = (to: unknown, ...entries: { kind: Kind; id: unknown; title?: string }[]) =>
    rest('post', '/heads/copy', { token: tokens.ada, body: { to, entries } })
  const madeBy = async (answer: Awaited<ReturnType<typeof copy>>): Promise<string> => {
    expect([answer.status, answer.message]).toEqual([200, ''])
    const { copied } = answer.json as { copied: { path: string }[] }
    return copied[0]?.path.replace('/collections', '') ?? ''
  }
  const read = async (path: string): Promise<Doc> =>
    (await rest('get', `${path}?depth=0`, { token: tokens.ada })).json as Doc
  const standing = async (path: string): Promise<WorkflowStatus> =>
    (await rest('get', `${path}/desk`, { token: tokens.ada })).json as WorkflowStatus
  const page = async (path: string): Promise<string | null> => {
    const { snapshot } = await readSnapshot(payload, today)
    const found = pagesOf(snapshot, new Map()).find((each) => each.path === path)
    return found ? parseHtml(renderPage(found)).text.replace(/\s+/g, ' ') : null
  }

  it.each(KINDS)(
    'is a draft of its own, of which nothing counts as checked or approved: %s',
    async (kind) => {
      const original = await find(kind, ORIGINALS[kind])
      const at = `/${COLLECTION_OF[kind]}/${String(original.id)}`
      const before = await standing(at)
      expect([before.state, (original.citations as unknown[]).length > 0]).toEqual(['live', true])
      const to = isSingle(kind) ? wales : kind === 'essential' ? 'global' : original.jurisdiction
      const answer = await copy(to, {
        kind,
        id: original.id,
        ...(isSingle(kind) ? {} : { title: `Another ${kind}` }),
      })
      const path = await madeBy(answer)

      const made = await read(path)
      const place = isSingle(kind) ? 'wales' : ORIGINALS[kind].split('/')[0]
      expect(made).toMatchObject({
        key: isSingle(kind) ? `${place}/${kind}` : `${place}/${kind}/another-${kind}`,
        revision: 1,
        deskState: 'never-live',
        confidence: 'low',
        citations: [],
        editorNote: expect.stringMatching(/^Copied from “.*”.* and to be checked: /) as string,
      })
      for (const field of ['inForceAsOf', 'confidenceNote'])
        expect([field, made[field] ?? null]).toEqual([field, null])
      expect(JSON.stringify(made)).not.toContain('retrievedOn')
      const key = String(made.key)
      for (const collection of KEPT_OF_ENTRIES) {
        const { docs } = await payload.find({ collection, where: { entry: { equals: key } } })
        expect([collection, docs]).toEqual([collection, []])
      }
      const { docs: events } = await payload.find({
        collection: 'editorial-events',
        where: { entry: { equals: key } },
      })
      expect(events).toEqual([expect.objectContaining({ action: 'create', n: 1, actorName: 'Ada' })])
      const now = await standing(path)
      expect(now).toMatchObject({
        open: null,
        live: null,
        assigned: null,
        everLive: false,
        confirmedOn: null,
      })
      expect(now.claims.map(({ sources }) => sources)).toEqual(now.claims.map(() => 0))
      expect(now.can.submit).toMatchObject({ allowed: false, because: 'content' })
      expect(now.can.approve.allowed).toBe(false)
      expect(now.can.verify.allowed).toBe(false)
      // The original is what it was, to the last word.
      expect(await find(kind, ORIGINALS[kind])).toEqual(original)
      expect((await standing(at)).live).toEqual(before.live)
    },
  )

  it('is read by readers once it was checked, cited, and approved by somebody else, beside the original', async () => {
    const original = await find('essential', EVIDENCE)
    const evidence = await page('/essentials/evidence/')
    const title = 'Evidence on a phone'
    const path = await madeBy(await copy('global', { kind: 'essential', id: original.id, title }))
    const made = await read(path)
    expect(made.slug).toBe('evidence-on-a-phone')
    // Each section is there, and is one of its own.
    const rows = (doc: Doc, of: string) => (doc.sections as Doc[]).map((section) => section[of])
    for (const of of ['key', 'heading', 'body']) expect(rows(made, of)).toEqual(rows(original, of))
    expect(rows(made, 'id').filter((id) => rows(original, 'id').includes(id))).toEqual([])

    const submit = async () => {
      const { revision } = await standing(path)
      const body = { revision, changeNote: '', changeKind: 'change', checkedOn: today }
      return rest('post', `${path}/desk/submit`, { token: tokens.ada, body })
    }
    const refused = await submit()
    expect([refused.status, refused.message]).toEqual([422, expect.stringMatching(/This is a copy/)])
    const save = async (changes: Doc) => {
      const { revision } = await standing(path)
      const answer = await rest('patch', path, { token: tokens.ada, body: { revision, ...changes } })
      expect([answer.status, answer.message]).toEqual([200, expect.stringMatching(/updated/i)])
    }
    const [citation] = original.citations as { source: string }[]
    const supports = (await standing(path)).claims.map(({ id }) => id)
    await save({
      editorNote: '',
      confidence: 'high',
      summary: 'What is on your phone is evidence.',
      citations: [{ source: citation?.source, supports, retrievedOn: today }],
    })
    const sent = await submit()
    expect([sent.status, sent.message]).toEqual([200, ''])
    expect(await page('/essentials/evidence-on-a-phone/')).toBeNull()
    const { open } = await standing(path)
    const approve = (token: string) =>
      rest('post', `${path}/desk/approve`, { token, body: { hash: open?.hash } })
    expect((await approve(tokens.ada)).status).toBe(403)
    expect((await approve(tokens.ben)).status).toBe(200)
    await makeDueLive({ payload, clock: systemClock, env: env() })
    expect(await page('/essentials/evidence-on-a-phone/')).toContain('What is on your phone is evidence.')
    expect(await page('/essentials/evidence/')).toBe(evidence)
  })

  it('gets a name that nothing has: neither in a key, nor in the address of an essay that was renamed', async () => {
    const original = await find('essential', EVIDENCE)
    const one = { kind: 'essential', id: original.id } as const
    const title = String(original.title)
    const first = await read(await madeBy(await copy('global', one)))
    expect(first).toMatchObject({ title: `${title} (copy)` })
    const second = await read(await madeBy(await copy('global', one)))
    expect(second).toMatchObject({ title: `${title} (copy 2)` })
    const renamed = await rest('patch', `/essentials/${String(first.id)}`, {
      token: tokens.ada,
      body: { revision: 1, slug: 'kept-safe' },
    })
    expect(renamed.status).toBe(200)
    const { status, message } = await copy('global', { ...one, title: 'Kept safe' })
    expect([status, message]).toEqual([
      409,
      expect.stringMatching(/kept-safe already.* give the copy another title/),
    ])
  })

  it.each([
    ['fills a line, and more than a key', 'Threats '.repeat(40).slice(0, LIMITS.line).trim()],
    ['leaves a key no room for a second number', 'x'.repeat(74)],
    ['is in another script', '警察'.repeat(LIMITS.line / 2)],
    ['has characters that are pairs', `a${'𠮷'.repeat(LIMITS.line / 2 - 1)}`],
  ])('is made again and again of one whose title %s, also of several at once', async (_what, title) => {
    const offence = await find('offence', ORIGINALS.offence)
    const essay = await find('essential', EVIDENCE)
    for (const [kind, to, id] of [
      ['offence', offence.jurisdiction, offence.id],
      ['essential', 'global', essay.id],
    ] as const) {
      const first = await read(await madeBy(await copy(to, { kind, id, title })))
      expect(first.title).toBe(title)
      const one = { kind, id: first.id }
      const made: Doc[] = []
      for (const entries of [[one], [one, one], [one]]) {
        const answer = await copy(to, ...entries)
        expect([answer.status, answer.message]).toEqual([200, ''])
        const { copied } = answer.json as { copied: { path: string }[] }
        for (const { path } of copied) made.push(await read(path.replace('/collections', '')))
      }
      expect(made.map(({ title: own }) => /\(copy.*\)$/.exec(String(own))?.[0])).toEqual([
        '(copy)',
        '(copy 2)',
        '(copy 3)',
        '(copy 4)',
      ])
      expect(made.map(({ key }) => /-copy(-\d)?$/.exec(String(key))?.[0])).toEqual([
        '-copy',
        '-copy-2',
        '-copy-3',
        '-copy-4',
      ])
    }
  })

  it('is made under one title in another script after another', async () => {
    const { id, jurisdiction } = await find('channel', ORIGINALS.channel)
    for (const [title, name] of [
      ['警察', 'police-101-copy'],
      ['消防', 'police-101-copy-2'],
    ] as const) {
      const made = await read(await madeBy(await copy(jurisdiction, { kind: 'channel', id, title })))
      expect(made).toMatchObject({ title, key: `scotland/channel/${name}` })
    }
  })

  it('is refused where the entry cannot be: an essay in a place, and an entry of a place in none', async () => {
    const essay = await find('essential', EVIDENCE)
    const offence = await find('offence', ORIGINALS.offence)
    const answers = [
      await copy(wales, { kind: 'essential', id: essay.id }),
      await copy('global', { kind: 'offence', id: offence.id }),
    ]
    expect(answers.map(({ status, message }) => [status, message])).toEqual([
      [409, expect.stringMatching(/holds everywhere.*duplicate it/)],
      [409, expect.stringMatching(/belongs to a place: copy it to one/)],
    ])
  })

  it.each(['bodies', 'instruments', 'sources', 'jurisdictions', 'law-changes'] as const)(
    'is not made of shared %s, of which there is one each',
    async (collection) => {
      const { docs } = await payload.find({ collection, limit: 1 })
      const at = `/${collection}/${docs[0]?.id ?? 'none'}/duplicate`
      expect((await rest('post', at, { token: tokens.ada, body: {} })).status).toBe(404)
    },
  )
})
