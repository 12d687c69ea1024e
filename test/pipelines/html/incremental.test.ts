import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import type { Entry } from '#domain/content/content.ts'
import { addDays } from '#domain/dates.ts'
import type { ChangeKind } from '#domain/content/editions.ts'
import { sha256, type Sha256 } from '#domain/hash.ts'
import type { Slug } from '#domain/keys.ts'
import type { DocumentFacts, OutputFile } from '#domain/publish/outputs.ts'
import { pdfsOf, PRINTS } from '#domain/publish/paths.ts'
import { planPrints, type PrintPlans } from '#pipelines/pdf/output.ts'
import { pageFiles } from '#worker/publish/pages.ts'
import {
  change,
  entry,
  place,
  reword,
  site,
  snapshotOf,
  submission,
  world,
  type Live,
  type World,
} from '../../fixtures/snapshot.ts'
import { oneOf, randomOf, seeded } from '../../support/random.ts'
import { scaled } from '../../support/scale.ts'
import { standIn } from '../../support/stand-in.ts'

const SEQUENCES = scaled(200, 60)
const EDITS = 3

/** Everything from which a site is made. */
interface State {
  world: World
  documents: Map<string, DocumentFacts>
  settings: { timeZone: string; publicUrl: string; code: string }
}

interface Chance {
  below: (limit: number) => number
  oneOf: <T>(all: readonly [T, ...T[]]) => T
  any: <T>(all: readonly T[]) => T | undefined
}

const chanceFrom = (seed: number): Chance => {
  const below = randomOf(seed)
  const random = seeded(seed + 1)
  return { below, oneOf: (all) => oneOf(random, all), any: (all) => all[below(all.length)] }
}

const live = (each: Entry | Live): Live => ('entry' in each ? each : { entry: each })

const withLive = (state: State, edit: (all: Live[]) => (Entry | Live)[]): State => ({
  ...state,
  world: { ...state.world, live: edit(state.world.live.map(live)) },
})

const withChanges = (state: State, edit: (all: Change[]) => Change[]): State => ({
  ...state,
  world: { ...state.world, changes: edit(state.world.changes ?? []) },
})

/** A change of an entry that is recorded next. */
const record = (state: State, { key, kind, jurisdiction }: Entry, over: Partial<Change>): State =>
  withChanges(state, (all) => [
    ...all,
    change(all.length + 1, { entry: key, entryKind: kind, jurisdiction, ...over }),
  ])

const KINDS: readonly [ChangeKind, ...ChangeKind[]] = ['new', 'change', 'urgent', 'correction', 'typo']

/** What editors, administrators, the clock and the settings do to a site. */
const EDITS_BY_NAME: Record<string, (state: State, chance: Chance) => State> = {
  'an entry goes live': (state, { any, oneOf, below }) => {
    const found = any(state.world.live.map(live))
    if (!found) return state
    const { jurisdiction, key } = found.entry
    const anew = reword(found.entry, (words) => `${words} ${below(9)}`)
    const edited = { ...anew, key, jurisdiction }
    const effectiveOn = below(3) === 0 ? addDays(state.world.day, below(20) - 10) : null
    const next = withLive(state, (all) =>
      all.map((each) =>
        each.entry.key === key
          ? { ...each, entry: edited, n: (each.n ?? 1) + 1, submission: submission({ effectiveOn }) }
          : each,
      ),
    )
    const seqs = (state.world.changes ?? []).map(({ seq }) => seq)
    return record(next, edited, { kind: oneOf(KINDS), effectiveOn, corrects: any(seqs) ?? null })
  },
  'an entry is withdrawn': (state, { any }) => {
    const found = any(state.world.live.map(live))
    return found
      ? record(
          withLive(state, (all) => all.filter(({ entry: { key } }) => key !== found.entry.key)),
          found.entry,
          { kind: 'withdrawn', note: 'Why it is gone' },
        )
      : state
  },
  'an entry is new': (state, { oneOf, below, any }) => {
    const key = any(state.world.jurisdictions)?.key ?? 'testland'
    const kind = oneOf(['profile', 'channel', 'offence', 'route', 'ladder', 'essential'] as const)
    const own = kind === 'channel' || kind === 'offence' || kind === 'essential'
    const where = kind === 'essential' ? 'global' : key
    const named = entry(kind, { key: `${where}/${kind}${own ? `/x${below(3)}` : ''}` })
    const slug = { ...named, content: { ...named.content, slug: `x${below(3)}` } } as Entry
    const made = kind === 'essential' ? slug : (named as Entry)
    const known = state.world.live.map(live)
    const taken = known.some(
      ({ entry: { key: each, content } }) =>
        each === made.key ||
        ('slug' in content && 'slug' in made.content && content.slug === made.content.slug),
    )
    return taken
      ? state
      : record(
          withLive(state, (all) => [...all, made]),
          made,
          { kind: 'new' },
        )
  },
  'an entry is verified': (state, { any, below }) => {
    const found = any(state.world.live.map(live))
    const verifiedOn = addDays(state.world.day, -below(30))
    return withLive(state, (all) => all.map((each) => (each === found ? { ...each, verifiedOn } : each)))
  },
  'the order changes': (state, { any, below }) => {
    const key = any(state.world.live.map(live))?.entry.key
    const order = below(40)
    return withLive(state, (all) =>
      all.map((each) => (each.entry.key === key ? { ...each, entry: { ...each.entry, order } } : each)),
    )
  },
  'a note is corrected': (state, { any }) => {
    const seq = any(state.world.changes ?? [])?.seq
    return withChanges(state, (all) =>
      all.map((each) =>
        each.seq === seq
          ? { ...each, note: 'A better note', noteCorrectedAt: '2026-11-20T10:00:00.000Z' }
          : each,
      ),
    )
  },
  'days go by': (state, { oneOf }) => ({
    ...state,
    world: { ...state.world, day: addDays(state.world.day, oneOf([1, 5, 90, 200])) },
  }),
  'the words of the site change': (state, { oneOf, below }) => ({
    ...state,
    world: {
      ...state.world,
      site: site({
        [oneOf(['brand', 'about', 'exitUrl', 'disclaimer'] as const)]: `https://x${below(5)}.example.org`,
      }),
    },
  }),
  'a place is added': (state, { oneOf, below }) => {
    const key = `newland${below(4)}`
    if (state.world.jurisdictions.some((each) => each.key === key)) return state
    const guide = oneOf(['full', 'inbound', 'section'] as const)
    const parent = guide === 'section' ? 'testland' : oneOf([null, 'united-realm', 'farland'])
    const added = place(key, { guide, parent })
    const next = { ...state, world: { ...state.world, jurisdictions: [...state.world.jurisdictions, added] } }
    return guide === 'full' || guide === 'section' ? withLive(next, (all) => [...all, ...first(key)]) : next
  },
  'a place is removed': (state, { any }) => {
    const found = any(state.world.jurisdictions.filter(({ key }) => key !== 'testland'))
    const next = withLive(state, (all) =>
      all.filter(({ entry: { jurisdiction } }) => jurisdiction !== found?.key),
    )
    const jurisdictions = state.world.jurisdictions.filter((each) => each !== found)
    return { ...next, world: { ...next.world, jurisdictions } }
  },
  'a place is renamed': (state, { any, below }) => {
    const found = any(state.world.jurisdictions)
    const name = `Renamed ${below(9)}`
    const over =
      below(2) === 0 ? { name, inSentence: name } : { slug: `moved-${below(3)}-${found?.key ?? ''}` as Slug }
    const jurisdictions = state.world.jurisdictions.map((each) =>
      each === found ? { ...each, ...over } : each,
    )
    return { ...state, world: { ...state.world, jurisdictions } }
  },
  'other prints are made': (state, { any, oneOf, below }) => {
    const slug = any(state.world.jurisdictions)?.slug ?? ''
    const facts = pdfsOf(slug, [oneOf(PRINTS)]).map((path): [string, DocumentFacts] => [
      path,
      { pages: 1 + below(20), bytes: 1000 * below(900) },
    ])
    return {
      ...state,
      documents: below(4) === 0 ? new Map<string, DocumentFacts>() : new Map([...state.documents, ...facts]),
    }
  },
  'the settings change': (state, { oneOf }) => ({
    ...state,
    settings: {
      ...state.settings,
      timeZone: oneOf(['UTC', 'Pacific/Auckland', 'America/New_York']),
      publicUrl: oneOf(['https://guides.example.org', 'http://127.0.0.1:3000']),
    },
  }),
}

/** What a guide is complete with. */
const first = (key: string): Entry[] => [
  entry('profile', { key: `${key}/profile` }),
  entry('channel', { key: `${key}/channel/police` }),
  entry('offence', { key: `${key}/offence/stalking` }),
  entry('ladder', { key: `${key}/ladder` }),
]

const BEGIN: State = {
  world: { ...world(), changes: [change(1), change(2, { kind: 'new' })] },
  documents: new Map(),
  settings: { timeZone: 'UTC', publicUrl: 'https://guides.example.org', code: 'code' },
}

const filesOf = ({ world: from, documents, settings }: State): OutputFile[] =>
  pageFiles(snapshotOf(from), documents, settings)

/** The bytes of a file by its inputs, of all releases before. */
type Known = Map<string, { inputs: Sha256; bytes: Sha256 }>

/** Makes everything, and says which files an incremental release would have taken over although they are others. */
function stale(known: Known, state: State): { stale: string[]; reused: number; files: number } {
  const wrong: string[] = []
  let reused = 0
  const files = filesOf(state)
  expect(new Set(files.map(({ path }) => path)).size).toBe(files.length)
  for (const file of files) {
    const { path, inputs } = file
    const bytes = sha256(file.make() as Uint8Array)
    const before = known.get(path)
    if (before?.inputs === inputs) {
      reused += 1
      if (before.bytes !== bytes) wrong.push(path)
    }
    known.set(path, { inputs, bytes })
  }
  return { stale: wrong, reused, files: files.length }
}

const names = Object.keys(EDITS_BY_NAME) as [string, ...string[]]

describe('an incremental release', () => {
  const seen = { reused: 0, files: 0, edits: new Set<string>() }

  it.each(Array.from({ length: SEQUENCES / 20 }, (_, index) => index * 20))(
    'is the full build of the same snapshot, after each edit of the sequences from %i',
    (from) => {
      for (let seed = from; seed < from + 20; seed += 1) {
        const chance = chanceFrom(1000 + seed * 7)
        const known: Known = new Map()
        let state = BEGIN
        stale(known, state)
        for (let at = 0; at < EDITS; at += 1) {
          // Each kind of edit comes first in some sequence.
          const name = at === 0 ? (names[seed % names.length] ?? names[0]) : chance.oneOf(names)
          state = EDITS_BY_NAME[name]?.(state, chance) ?? state
          const found = stale(known, state)
          expect([seed, name, found.stale]).toEqual([seed, name, []])
          seen.reused += found.reused
          seen.files += found.files
          seen.edits.add(name)
        }
      }
    },
  )

  it('takes over what no edit touched, whatever the edit', () => {
    expect([...seen.edits].sort()).toEqual([...names].sort())
    expect(seen.reused / seen.files).toBeGreaterThan(0.3)
  })
})

/** Every fifth sequence: prints are composed whole, which takes a hundred times what a page of a slice takes. */
const OF_PRINTS = 5

const plannedPrints = ({ world: from, settings }: State, known: PrintPlans) =>
  planPrints(
    snapshotOf(from),
    { ...settings, key: settings.code, prints: ['guide', 'sheet', 'card'], known },
    () => Promise.resolve(new Uint8Array()),
  )

it('plans the prints of guides that did not change as they were planned, and all as a full build does', () => {
  let reused = 0
  let all = 0
  for (let seed = 0; seed < SEQUENCES; seed += OF_PRINTS) {
    const chance = chanceFrom(1000 + seed * 7)
    const known = new Map<Sha256, readonly Sha256[]>()
    let state = BEGIN
    for (let at = 0; at <= EDITS; at += 1) {
      const full = plannedPrints(state, new Map())
      const incremental = plannedPrints(state, known)
      const named = ({ path, inputs }: OutputFile): string => `${path} ${inputs}`
      expect([seed, incremental.files.map(named)]).toEqual([seed, full.files.map(named)])
      expect([...incremental.plans]).toEqual([...full.plans])
      for (const [of, plan] of full.plans) {
        all += 1
        if (known.has(of)) reused += 1
        known.set(of, plan)
      }
      const name = at === 0 ? (names[seed % names.length] ?? names[0]) : chance.oneOf(names)
      state = EDITS_BY_NAME[name]?.(state, chance) ?? state
    }
  }
  expect(reused / all).toBeGreaterThan(0.2)
})

it('composes no print of a guide whose plan is known, until it is made', async () => {
  const options = { key: 'k', prints: ['card'], variants: ['open'] } as const
  const sound = snapshotOf(BEGIN.world)
  const made: string[] = []
  const print = ({ path, html }: { path: string; html: string }): Promise<Uint8Array> => {
    made.push(`${path} ${html.includes('emergency')}`)
    return Promise.resolve(new Uint8Array())
  }
  const { files, plans } = planPrints(sound, options, print)
  const [[of = sha256(''), plan = []] = []] = plans
  const marked = plan.map((inputs) => sha256(inputs))
  const again = planPrints(sound, { ...options, known: new Map([[of, marked]]) }, print)
  expect(again.files.slice(0, plan.length).map(({ inputs }) => inputs)).toEqual(marked)
  expect(again.files.slice(plan.length)).toMatchObject(
    files.slice(plan.length).map(({ path, inputs }) => ({ path, inputs })),
  )
  await again.files[0]?.make()
  expect(made).toEqual([`/${again.files[0]?.path} true`])
  // Of another number of prints than are wanted, it is no plan of this guide.
  const other = planPrints(sound, { ...options, known: new Map([[of, marked.slice(1)]]) }, print)
  expect(other.files.map(({ inputs }) => inputs)).toEqual(files.map(({ inputs }) => inputs))
})

it('an entry that cannot be rendered is found when a file of its guide is made, whatever the file', () => {
  const sound = snapshotOf(BEGIN.world)
  const entries = sound.entries.map((each) =>
    each.key === 'testland/offence/stalking'
      ? standIn<typeof each>({ ...each, content: { ...each.content, elements: null } })
      : each,
  )
  const files = pageFiles({ ...sound, entries }, new Map(), BEGIN.settings)
  const failed = files.flatMap((file) => {
    try {
      void file.make()
      return []
    } catch (error) {
      expect([file.path, (error as Error).name]).toEqual([file.path, 'RenderFailed'])
      return [file.path]
    }
  })
  expect(failed).toEqual(
    expect.arrayContaining(['guides/testland/index.html', 'guides/testland/testland.epub', 'data/site.json']),
  )
  expect(failed.filter((path) => path.includes('highmoor'))).toEqual([])
})
