// node test/bench/digest.ts [subscribers]: how long a digest for 100,000 subscribers over 50 places takes to select and
// render, without database and mail server, and how much memory. Seconds depend on the machine.
import { change, entry, place, snapshotOf, world } from '../fixtures/snapshot.ts'
import type { Change } from '#domain/changes.ts'
import type { EntryOf } from '#domain/content.ts'
import type { RunKind } from '#domain/digests.ts'
import { EVERYTHING, type Subscriber } from '#domain/subscribers.ts'
import { digestRenderer } from '#pipelines/digest/render.ts'
import { selector } from '#pipelines/digest/select.ts'

const SUBSCRIBERS = Number(process.argv[2] ?? 100_000)
const PLACES = 50
const OFFENCES = 20
const CHANGES = 200

// The same numbers in each run.
let seed = 7
const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
const below = (most: number): number => Math.floor(chance() * most)
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T

const say = (words: string): void => void process.stdout.write(`${words}\n`)
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

const places = Array.from({ length: PLACES }, (_each, index) => place(`place-${index}`))
const offences: EntryOf<'offence'>[] = places.flatMap(({ key }) =>
  Array.from({ length: OFFENCES }, (_each, index) =>
    entry('offence', {
      key: `${key}/offence/number-${index}`,
      order: index,
      content: { title: `Offence ${index}` },
    }),
  ),
)
const from = world({
  jurisdictions: [...world().jurisdictions, ...places],
  live: [...world().live, ...places.map(({ key }) => entry('profile', { jurisdiction: key })), ...offences],
})

const WORDS =
  'up to years in prison or a fine on conviction by the court of a person who follows another about'.split(
    ' ',
  )
const sentence = (): string => `${Array.from({ length: 40 }, () => pick(WORDS)).join(' ')}.`
const routes = from.live.filter(
  (each) => 'kind' in each && (each.kind === 'route' || each.kind === 'essential'),
)

const changes: Change[] = Array.from({ length: CHANGES }, (_each, index) => {
  const shared = pick(routes)
  const about = index % 50 === 0 && 'kind' in shared ? shared : pick(offences)
  const penalty = sentence()
  return change(index + 1, {
    entry: about.key,
    entryKind: about.kind,
    jurisdiction: about.jurisdiction,
    title: `Change of ${about.key}`,
    kind: chance() < 0.1 ? 'urgent' : chance() < 0.1 ? 'typo' : 'change',
    note: sentence(),
    fields: [
      {
        field: 'penalty',
        label: 'Maximum penalty',
        before: penalty,
        after: penalty.replace('prison', 'jail') + sentence(),
      },
      { field: 'covers', label: 'What it covers', before: sentence(), after: sentence() },
    ],
  })
})
const snapshot = snapshotOf({ ...from, changes })

/** One place for most; a handful, chosen by nobody else, for many; everything for some. */
function followed(): string[] {
  const sort = chance()
  if (sort < 0.05) return [EVERYTHING]
  const count = sort < 0.5 ? 1 : 2 + below(7)
  return [...new Set(Array.from({ length: count }, () => pick(places).key))]
}

type Somebody = Pick<Subscriber, 'state' | 'follows' | 'atOnce' | 'coveredTo' | 'format'>
const subscriber = (): Somebody => {
  const coveredTo = chance() < 0.9 ? 0 : below(CHANGES)
  return {
    state: 'active',
    follows: followed().map((key) => ({ place: key, since: chance() < 0.9 ? 0 : below(CHANGES) })),
    atOnce: chance() < 0.5,
    coveredTo,
    format: chance() < 0.2 ? 'text' : 'html',
  }
}

const day = snapshot.day
const publicUrl = 'https://guides.example.org'
const idle = process.memoryUsage.rss()
let most = 0
const look = (): void => void (most = Math.max(most, process.memoryUsage.rss()))
look()

say(
  `${SUBSCRIBERS} subscribers, ${PLACES} places, ${CHANGES} changes of ${offences.length} offences; idle at ${megabytes(idle)}`,
)
for (const kind of ['at-once', 'weekly', 'monthly'] as RunKind[]) {
  seed = 11
  const began = performance.now()
  const cpu = process.cpuUsage()
  const { letterFor } = selector({
    kind,
    fromSeq: CHANGES - 20,
    toSeq: CHANGES,
    changes,
    jurisdictions: snapshot.jurisdictions,
  })
  const render = digestRenderer({ snapshot, publicUrl, timeZone: 'UTC', footer: 'You asked for it.' })
  let [selecting, mails, bytes] = [0, 0, 0]
  const letters = new Set<number>()
  for (let index = 0; index < SUBSCRIBERS; index += 1) {
    const to = subscriber()
    const start = performance.now()
    const letter = letterFor(to)
    selecting += performance.now() - start
    if (letter) {
      const link = (what: string): string => `${publicUrl}/subscribe/${what}?t=${index}`
      const links = { choices: link('manage'), pause: link('manage'), leave: link('leave'), web: null }
      const { html, text } = render(letter, {
        day,
        format: to.format,
        places: to.follows.map((each) => each.place),
        links,
      })
      mails += 1
      // As bytes, as a mail server gets them.
      bytes += Buffer.byteLength(html ?? '') + Buffer.byteLength(text)
      letters.add(letter.seqs.reduce((hash, seq) => (Math.imul(hash, 31) + seq * 2_654_435_761) | 0, 7))
    }
    if (index % 1000 === 0) look()
  }
  const all = seconds(began)
  const { user, system } = process.cpuUsage(cpu)
  say(
    `${kind}: ${mails} mails, ${letters.size} different letters, ${megabytes(bytes)} of text: selected in ${(selecting / 1000).toFixed(1)} s, with rendering ${all} (${((user + system) / 1e6).toFixed(1)} s of processor); at most ${megabytes(most)}, ${megabytes(most - idle)} over idle`,
  )
}
