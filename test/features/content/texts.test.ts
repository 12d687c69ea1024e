import type { CollectionSlug, Field } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import { recordProblems } from '#domain/publish/record.ts'
import { characterProblem, LIMITS, storedForm, textProblem } from '#domain/text-rules.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { feedFiles } from '#pipelines/feeds/output.ts'
import { htmlFiles } from '#pipelines/html/output.ts'
import { readRecord } from '#store/publish/record.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import { site } from '../../fixtures/snapshot.ts'
import { layGround, offenceData, type Ground } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { rest, signIn, type Answer } from '../../support/rest.ts'
import { scaled } from '../../support/scale.ts'
import { strings } from '../../support/content/strings.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { liveSite } from '../../support/desk/structure.ts'

/*
 * Every text field of every collection and global, and every note that people write, with texts of every kind of
 * trouble: each is refused with 422, or kept and published as it was sent, in the one form in which texts are kept. In
 * full each field gets each text; the sample gives each field some, so that each text goes to several, and to others on
 * each database.
 */

const ALL = strings(200)
const EACH = scaled(ALL.length, 3)
const NOTES = scaled(ALL.length, 40)

type Data = Record<string, unknown>

interface Leaf {
  path: string
  type: string
  required: boolean
}

/** What the rest of a document must say for a field to be there: Payload checks no field that its form hides. */
const SHOWN_BY: Readonly<Record<string, Data>> = { 'channels instead': { role: 'not-here' } }

const nameOf = (address: string, { path }: Leaf): string => `${address.split('/')[1]} ${path}`

const TEXTS = new Set(['text', 'textarea', 'email', 'code', 'json', 'richText'])

/** Every field that keeps text, with the names that lead to it. */
function leavesOf(fields: readonly Field[], inside = ''): Leaf[] {
  return fields.flatMap((field): Leaf[] => {
    const path = 'name' in field && field.name ? `${inside}${field.name}` : null
    if (field.type === 'tabs')
      return field.tabs.flatMap((tab) =>
        leavesOf(tab.fields, 'name' in tab && tab.name ? `${inside}${tab.name}.` : inside),
      )
    if ('fields' in field) return leavesOf(field.fields, path === null ? inside : `${path}.`)
    return path !== null && path !== 'id' && TEXTS.has(field.type)
      ? [{ path, type: field.type, required: 'required' in field && field.required === true }]
      : []
  })
}

const richText = (text: string) => ({
  root: {
    type: 'root',
    version: 1,
    direction: null,
    format: '',
    indent: 0,
    children: [
      {
        type: 'paragraph',
        version: 1,
        direction: null,
        format: '',
        indent: 0,
        children: [{ type: 'text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }],
      },
    ],
  },
})

const contact = { key: 'line', kind: 'phone', value: '101', printed: '101', hours: 'Always', note: 'Free' }
const link = { key: 'page', label: 'A page', url: 'https://law.example.org/page' }

/** A document of a collection with every array filled. */
function documentsOf({ place, act, source }: Ground, body: string): Record<string, Data> {
  const bodyContacts = [{ body, contact: 'line' }]
  const cited = (supports: string[]) => ({
    jurisdiction: place.id,
    order: 10,
    reverifyEvery: 180,
    confidence: 'medium',
    confidenceNote: 'Not sure',
    editorNote: 'Find the page',
    inForceAsOf: '2026-01-31',
    instruments: [{ instrument: act.id, provision: 's. 3', relation: 'creates', standing: 'in-force' }],
    citations: [
      { source: source.id, supports, pinpoint: 's. 3', quote: 'Words', quotePrefix: 'a', quoteSuffix: 'b' },
    ],
  })
  return {
    profiles: {
      ...cited(['emergency', 'doxxing', 'recording']),
      emergency: { contacts: [contact], useWhen: 'Now', say: 'Help' },
      doxxing: { status: 'none', text: 'None' },
      recording: { rule: 'one-party', text: 'You may' },
    },
    channels: {
      ...cited(['does']),
      title: 'Police',
      stage: 'record',
      role: 'police-intake',
      reach: 'public',
      does: 'Takes reports',
      bodyContacts,
      contacts: [contact],
    },
    offences: {
      ...offenceData({ place, act, source }, 'Texts'),
      ...cited(['penalty', 'timeLimit', 'covers', 'section', 'elements']),
      situations: [{ key: 'follow', group: 'following', text: 'They follow me' }],
    },
    ladders: {
      ...cited(['steps.call']),
      steps: [
        { key: 'call', title: 'Call', text: 'Call them', bodyContacts, contacts: [contact], links: [link] },
      ],
    },
    routes: {
      ...cited(['lever']),
      lever: 'Lever',
      mechanism: 'Mechanism',
      bodyContacts,
      contacts: [contact],
      links: [link],
    },
    essentials: {
      ...cited(['summary']),
      jurisdiction: undefined,
      title: 'Evidence',
      slug: 'evidence',
      summary: 'Summary',
      sections: [
        { key: 'one', heading: 'One', body: richText('Words'), confidenceNote: 'Note', editorNote: 'Check' },
      ],
    },
    'law-changes': {
      title: 'Section 3 changes',
      instrument: act.id,
      what: 'amendment',
      effectiveOn: '2026-02-01',
    },
  }
}

/** The value at a path; arrays by their first row. */
const at = (data: unknown, [name, ...rest]: string[]): unknown => {
  const value = (data as Data | null | undefined)?.[name ?? '']
  const inner: unknown = Array.isArray(value) && rest.length > 0 ? value[0] : value
  return rest.length === 0 ? inner : at(inner, rest)
}

/** The same data with another value at a path. */
function withAt(data: unknown, [name = '', ...rest]: string[], value: unknown): Data {
  const of = { ...(data as Data) }
  const old = of[name]
  of[name] =
    rest.length === 0
      ? value
      : Array.isArray(old)
        ? [withAt(old[0], rest, value), ...(old.slice(1) as unknown[])]
        : withAt(old, rest, value)
  return of
}

const squeezed = (text: string): string => text.replace(/^[-•] +/gm, '').replace(/\s/g, '')

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const decoded = (html: string): string =>
  html.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, number?: string, name = '') =>
    hex
      ? String.fromCodePoint(parseInt(hex, 16))
      : number
        ? String.fromCodePoint(Number(number))
        : (ENTITIES[name as string] ?? whole),
  )

/** The words of a page, without white space. */
const wordsOf = (html: string): string =>
  decoded(html.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '').replace(/<[^>]*>/g, '')).replace(/\s/g, '')

describe.skipIf(missing)(`texts on ${databaseName}`, () => {
  /** Asked for each time: it may be midnight in between. */
  const today = (): LegalDate => dayIn('UTC', systemClock.now())
  let database: TestDatabase
  let everybody: Person
  let token = ''
  let reviewer = ''
  const ids: Record<string, string> = {}

  const record = async () => recordProblems({ ...(await readRecord(database.payload)), kept: new Map() })
  const publisher = () =>
    makeDueLive({ payload: database.payload, clock: systemClock, env: { ...env(), siteTimeZone: 'UTC' } })
  const files = async () => {
    const { snapshot } = await readSnapshot(database.payload, today(), 'UTC')
    return Object.fromEntries(
      [
        ...htmlFiles(snapshot, new Map(), 'code'),
        ...feedFiles(snapshot, { publicUrl: 'https://example.org', timeZone: 'UTC', code: 'code' }),
      ].map((file) => [file.path, Buffer.from(file.make() as Uint8Array).toString('utf8')]),
    )
  }

  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    everybody = await person(payload, 'Ed', ['editor', 'reviewer', 'administrator'])
    token = await signIn(everybody)
    reviewer = await signIn(await person(payload, 'Rev', ['reviewer']))
    const ground = await layGround(payload)
    const body = await payload.create({
      collection: 'bodies',
      data: { name: 'Police', contacts: [contact as never] },
      overrideAccess: true,
    })
    Object.assign(ids, {
      users: everybody.id,
      jurisdictions: ground.place.id,
      instruments: ground.act.id,
      sources: ground.source.id,
      bodies: body.id,
    })
    for (const [slug, data] of Object.entries(documentsOf(ground, body.id))) {
      const made = await payload.create({
        collection: slug as CollectionSlug,
        data: data as never,
        overrideAccess: false,
        user: everybody,
      })
      ids[slug] = String(made.id)
    }
    const { guide, ...words } = site()
    await liveSite(payload, { ...words, exitUrl: 'https://weather.example.org/', guide })
  })
  afterAll(async () => database.close())

  /** Documents as their last answer gave them: an answer of a refusal changes nothing. */
  const answered = new Map<string, Data>()
  async function read(address: string): Promise<Data> {
    const now = answered.get(address) ?? ((await rest('get', `${address}?depth=0`, { token })).json as Data)
    answered.set(address, now)
    return now
  }

  /** Sends a text to a field: what was answered, and what is kept of it. */
  async function send(
    address: string,
    leaf: Leaf,
    text: unknown,
  ): Promise<{ answer: Answer; kept: unknown }> {
    const global = address.startsWith('/globals/')
    const path = leaf.path.split('.')
    const now = await read(address)
    const changed = withAt(now, path, leaf.type === 'richText' ? richText(text as string) : text)
    const [top = ''] = path
    const answer = await rest(global ? 'post' : 'patch', `${address}?depth=0`, {
      token,
      body: {
        [top]: changed[top],
        ...SHOWN_BY[nameOf(address, leaf)],
        ...(now.revision === undefined ? { updatedAt: now.updatedAt } : { revision: now.revision }),
      },
    })
    const { doc, result } = answer.json as { doc?: Data; result?: Data }
    const kept = doc ?? result
    if (kept) answered.set(address, kept)
    return { answer, kept: wordsAt(kept, path) }
  }

  /** The text at a path; of a rich text its first. */
  function wordsAt(data: Data | undefined, path: string[]): unknown {
    const value = at(data, path)
    const node = (value as { root?: { children: { children: { text: string }[] }[] } } | null)?.root
    return node ? node.children[0]?.children[0]?.text : value
  }

  it(
    'go to every field of every collection and global: refused with 422 by field, or kept as they are',
    async () => {
      const { collections, globals } = database.payload
      const kept = [
        ...Object.keys(ids).map((slug) => ({
          address: `/${slug}/${ids[slug]}`,
          fields: leavesOf(collections[slug as CollectionSlug].config.fields).filter(
            // What signs somebody in is no field of ours.
            ({ path }) => slug !== 'users' || ['name', 'email'].includes(path),
          ),
        })),
        ...globals.config.map(({ slug, fields }) => ({
          address: `/globals/${slug}`,
          fields: leavesOf(fields),
        })),
      ]
      const free: string[] = []
      const first = databaseName === 'sqlite' ? 0 : ALL.length / 2
      let turn = 0
      for (const { address, fields } of kept)
        for (const leaf of fields) {
          const name = nameOf(address, leaf)
          const neutral = `Plain words ${free.length}`
          const path = leaf.path.split('.')
          const before = await read(address)
          const former = at(before, path)
          const plain = await send(address, leaf, neutral)
          const isFree = plain.answer.status === 200 && plain.kept === neutral
          if (isFree) free.push(name)
          const oneLine = leaf.type === 'text' || leaf.type === 'email'
          const limit = leaf.type === 'richText' ? LIMITS.richText : oneLine ? LIMITS.line : LIMITS.prose
          for (let index = 0; index < EACH; index += 1) {
            const text = ALL[(first + turn++) % ALL.length] ?? ''
            const said = `${name} with ${JSON.stringify(text)}`
            const { answer, kept: value } = await send(address, leaf, text)
            expect([200, 422], said).toContain(answer.status)
            if (answer.status === 422) {
              const [error] = (
                answer.json as { errors: { data?: { errors?: { path: string; message: string }[] } }[] }
              ).errors
              const named = error?.data?.errors?.map(({ path }) => path.replace(/\.\d+/g, '')) ?? []
              expect(answer.message, said).not.toBe('')
              const problem = characterProblem(text, { multiline: !oneLine })
              if (problem !== null) {
                // Ids of rows have no name of their own.
                expect(named, said).toContain(leaf.path.replace(/\.id$/, ''))
                expect(answer.message, said).toContain(problem)
              }
            } else if (typeof value === 'string') {
              expect(characterProblem(value, { multiline: !oneLine }), said).toBeNull()
              expect(storedForm(value), said).toBe(value)
            }
            if (!isFree) continue
            // In a rich text the end of a line is a node of its own: test/domain/content/rich-text.test.ts says what becomes of it.
            if (leaf.type === 'richText' && /[\t\n\r\u2028\u2029]/.test(text)) continue
            const fit =
              textProblem(text, limit, { multiline: !oneLine }) === null &&
              (storedForm(text).trim() !== '' || !leaf.required)
            // Fields that machines fill in have no rule but that of characters.
            if (fit)
              expect({ status: answer.status, value }, said).toEqual({ status: 200, value: storedForm(text) })
            else if (!address.endsWith('/mailing') && !leaf.path.endsWith('.id'))
              expect(answer.status, said).toBe(422)
          }
          // For what comes after, the document is whole again.
          if (!isFree || wordsAt(await read(address), path) !== neutral)
            await send(address, leaf, isFree ? neutral : (former ?? null))
          for (const other of Object.keys(SHOWN_BY[name] ?? {})) {
            const { revision } = await read(address)
            await rest('patch', address, { token, body: { revision, [other]: before[other] } })
            answered.delete(address)
          }
        }
      expect(turn).toBeGreaterThan(ALL.length)
      expect(free.length).toBeGreaterThan(70)
      expect(await record()).toEqual([])
      expect(Object.keys(await files()).length).toBeGreaterThan(5)
    },
    scaled(3_000_000, 300_000),
  )

  it('of rows that the system writes are refused of anybody', async () => {
    // A saved view is somebody's own: what it takes stands in test/collections/saved-views.test.ts.
    const written = new Set([...Object.keys(ids), 'saved-views'])
    const own = Object.values(database.payload.collections).filter(
      ({ config: { slug } }) => !written.has(slug) && !slug.startsWith('payload-'),
    )
    expect(own.length).toBeGreaterThan(15)
    for (const { config } of own)
      for (const { path } of leavesOf(config.fields).filter((leaf) => !leaf.path.includes('.'))) {
        // Who may not is told nothing else.
        for (const text of ['Cut \ud83d', 'Plain'])
          expect(
            (await rest('post', `/${config.slug}`, { token, body: { [path]: text } })).status,
            `${config.slug} ${path}`,
          ).toBe(403)
      }
  })

  it('do not come in by what Payload keeps for itself', async () => {
    for (const value of ['Cut \ud83d', { deep: ['Cut \ud83d'] }, { 'Cut \ud83d': 1 }, 'null \u0000'])
      expect((await rest('post', '/payload-preferences/x', { token, body: { value } })).status).toBe(422)
  })

  describe('that people write when they act', () => {
    const desk = (name: string, body: Data, who = token, slug = 'offences') =>
      rest('post', `/${slug}/${ids[slug]}/desk/${name}`, { token: who, body })
    const standing = async (slug = 'offences') =>
      (await rest('get', `/${slug}/${ids[slug]}/desk`, { token })).json as {
        revision: number
        open: { hash: string } | null
        live: { hash: string; seq: number } | null
      }
    const save = async (penalty: string) => {
      const now = await standing()
      const saved = await rest('patch', `/offences/${ids.offences}`, {
        token,
        body: { revision: now.revision, penalty },
      })
      expect([saved.status, saved.message]).toEqual([200, expect.anything()])
      return now.revision + 1
    }
    let years = 0
    const live = async (note: string | null, slug = 'offences') => {
      const revision =
        slug === 'offences'
          ? await save(`Up to ${(years += 1)} years in prison.`)
          : (await standing(slug)).revision
      const asked = { revision, changeKind: 'change', changeNote: note, checkedOn: today() }
      const sent = await desk('submit', asked, token, slug)
      if (sent.status !== 200) return sent
      const approved = await desk('approve', { hash: (await standing(slug)).open?.hash }, reviewer, slug)
      expect([approved.status, approved.message]).toEqual([200, ''])
      expect(await publisher()).toBe(1)
      return sent
    }

    beforeAll(async () => {
      // A guide is published once it is whole.
      for (const slug of ['profiles', 'channels', 'ladders', 'essentials', 'offences'])
        expect([slug, (await live(null, slug)).message]).toEqual([slug, ''])
    })

    it.each([
      ['a change note', () => desk('submit', { revision: 1, changeNote: 'Cut \ud83d' }), 'changeNote'],
      ['the correction of a note', () => desk('correct-note', { seq: 1, note: 'Cut \ud83d' }), 'note'],
      [
        'the sentence of a withdrawal',
        () => desk('ask-withdrawal', { hash: '0'.repeat(64), reason: 'Wrong', changeNote: 'Cut \ud83d' }),
        'changeNote',
      ],
      [
        'the note on a claim',
        () => desk('request-changes', { hash: '0'.repeat(64), notes: [{ claim: null, text: 'Cut \ud83d' }] }),
        'notes.0.text',
      ],
    ])('are refused in %s where a character is cut in half', async (_name, act, field) => {
      const { status, message } = await act()
      expect([status, message]).toEqual([
        422,
        `${field}: This text contains U+D83D, half of a character (surrogate), after “Cut ”. Type it again, or paste it as plain text.`,
      ])
      expect(await record()).toEqual([])
    })

    it(
      'are refused, or stand in the record, on pages and in feeds word for word',
      async () => {
        let turn = 0
        const told: string[] = []
        for (const text of ALL.filter((_each, index) => index % Math.floor(ALL.length / NOTES) === 0)) {
          const fit = textProblem(text, LIMITS.note) === null
          const { status, message } = await (turn++ % 2 === 0 || told.length === 0
            ? live(`Note: ${text}`)
            : desk('correct-note', {
                seq: (await standing()).live?.seq,
                note: `Corrected: ${text}`,
              }))
          expect([status, message], JSON.stringify(text)).toEqual(
            fit ? [200, ''] : [422, expect.stringMatching(/^(changeNote|note): /)],
          )
          expect(await record(), JSON.stringify(text)).toEqual([])
          if (fit) told.push(storedForm(text).trim())
        }
        expect(told.length).toBeGreaterThan(NOTES / 4)
        const out = await files()
        const feed = JSON.parse(out['feed.json'] ?? '') as { items: { content_html: string }[] }
        const atom = decoded(out['feed.atom'] ?? '')
        const site = [
          ...Object.values(out).map(wordsOf),
          ...feed.items.map(({ content_html }) => wordsOf(content_html)),
        ]
        const lost = told.slice(-10).filter((text) => {
          const words = squeezed(text)
          return !site.some((page) => page.includes(words)) || !wordsOf(atom).includes(words)
        })
        // A note that was corrected since is not told any more.
        expect(lost.filter((text) => told.indexOf(text) === told.length - 1)).toEqual([])
        for (const [path, file] of Object.entries(out)) {
          expect(file.isWellFormed(), path).toBe(true)
          expect(/[\ufffd\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(file), path).toBe(false)
        }
      },
      scaled(1_200_000, 180_000),
    )

    it('stand word for word in what a guide prints', async () => {
      const fit = ALL.filter((text) => textProblem(text, LIMITS.prose) === null).map(storedForm)
      let covers = ''
      const chosen: string[] = []
      for (const text of fit)
        if (covers.length + text.length < LIMITS.prose - 10) {
          covers += `${covers === '' ? '' : '\n'}${text}`
          chosen.push(text)
        }
      const now = await standing()
      const saved = await rest('patch', `/offences/${ids.offences}`, {
        token,
        body: { revision: now.revision, covers },
      })
      expect([saved.status, (saved.json as { doc: Data }).doc.covers]).toEqual([200, covers])
      expect((await live('Everything')).message).toBe('')
      const { snapshot } = await readSnapshot(database.payload, today(), 'UTC')
      const entry = snapshot.entries.find(({ kind }) => kind === 'offence')
      expect(entry?.kind === 'offence' && entry.content.covers).toBe(covers)
      expect(chosen.length).toBeGreaterThan(60)
      const guide = wordsOf((await files())['guides/testland/index.html'] ?? '')
      expect(chosen.filter((text) => !guide.includes(squeezed(text)))).toEqual([])
    })

    it('are the same in a withdrawal, and the record is whole at its end', async () => {
      const now = await standing()
      const sentence = 'Gone 👩‍⚖️ Ma\u0304ori العربية\u2028and more'
      const asked = await desk('ask-withdrawal', {
        hash: now.live?.hash,
        reason: 'Wrong',
        changeNote: sentence,
      })
      expect([asked.status, asked.message]).toEqual([200, ''])
      await desk('confirm-withdrawal', { hash: now.live?.hash }, reviewer)
      expect(await publisher()).toBe(1)
      expect(await record()).toEqual([])
      const { snapshot } = await readSnapshot(database.payload, today(), 'UTC')
      expect(snapshot.changes.at(-1)?.note).toBe('Gone 👩‍⚖️ Māori العربية\nand more')
    })
  })
})
