// node --expose-gc test/bench/find.ts [guides …]: the search of the desk over so many guides: how long the index takes to
// build, what it holds in memory, and how long each keystroke of usual searches takes. The peer is SQL: the same texts in
// a table of the same process, each word by LIKE, which knows no ranking, no slips and no excerpt. The guides are copies
// of the sample's; each has some words of its own, since a vocabulary grows.
import { DatabaseSync } from 'node:sqlite'
import { copiedGuides } from './copied-guides.ts'
import { megabytes } from './memory.ts'
import { sampleSnapshot } from './sample.ts'
import { SEARCHES } from './searches.ts'

const { fieldsOf } = await import('#domain/content/fields.ts')
const { FindIndex } = await import('#domain/desk/find/find-index.ts')
const { textOf } = await import('#domain/values.ts')
type Findable = Parameters<InstanceType<typeof FindIndex>['put']>[0]

const SIZES = process.argv.slice(2).map(Number)
const SHOWN = 20

const sample = await sampleSnapshot()

function findablesOf(guides: number): Findable[] {
  const { entries, jurisdictions } = copiedGuides(sample, guides)
  const places = new Map(jurisdictions.map(({ key, name }) => [key, name]))
  return entries.map((entry, n): Findable => ({
    id: `entries/${n}`,
    collection: 'entries',
    record: String(n),
    entry: entry.key,
    kind: entry.kind,
    title: 'title' in entry.content ? textOf(entry.content.title) : entry.kind,
    place: places.get(entry.jurisdiction ?? '') ?? null,
    names: entry.instruments.map(({ instrument }) => instrument.title),
    texts: [
      ...fieldsOf(entry, null).flatMap(({ label, text }) => (text ? [{ label, text }] : [])),
      { label: 'Note', text: `word${n}x other${n}y` },
    ],
  }))
}

const table = (records: readonly Findable[]): DatabaseSync => {
  const database = new DatabaseSync(':memory:')
  database.exec('create table entries (id text primary key, title text, place text, words text)')
  const insert = database.prepare('insert into entries values (?, ?, ?, ?)')
  database.exec('begin')
  for (const { id, title, place, texts } of records)
    insert.run(id, title, place, [title, place, ...texts.map(({ text }) => text)].join('\n'))
  database.exec('commit')
  return database
}

function like(database: DatabaseSync, typed: string): unknown[] {
  const words = typed.trim().split(/\s+/)
  return database
    .prepare(
      `select id, title, place from entries where ${words.map(() => 'words like ?').join(' and ')} limit ${SHOWN}`,
    )
    .all(...words.map((word) => `%${word}%`))
}

/** Every beginning of every search, as it is typed. */
const keystrokes = SEARCHES.flatMap((search) =>
  Array.from({ length: search.length }, (_, at) => search.slice(0, at + 1)),
)

function timesOf(ask: (typed: string) => unknown): string {
  for (const typed of keystrokes) ask(typed)
  const times = keystrokes.map((typed) => {
    const start = performance.now()
    ask(typed)
    return performance.now() - start
  })
  times.sort((a, b) => a - b)
  const at = (share: number): string =>
    `${(times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1)} ms`
  return `median ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)}`
}

for (const guides of SIZES.length > 0 ? SIZES : [5, 50, 500]) {
  const records = findablesOf(guides)
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const start = performance.now()
  const index = new FindIndex()
  for (const record of records) index.put(record)
  const took = performance.now() - start
  globalThis.gc?.()
  const held = process.memoryUsage().heapUsed - before
  const database = table(records)
  process.stdout.write(
    [
      `${guides} guides, ${records.length} entries: built in ${(took / 1000).toFixed(2)} s, ${megabytes(held)} besides the texts`,
      `  a keystroke   ${timesOf((typed) => index.find(typed, SHOWN))}`,
      `  SQL LIKE      ${timesOf((typed) => like(database, typed))}`,
      '',
    ].join('\n'),
  )
  database.close()
}
