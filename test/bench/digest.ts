// node test/bench/digest.ts [subscribers]: how long a digest for 100,000 subscribers over 50 places takes to select and
// render, without database and mail server, and how much memory. Seconds depend on the machine.
import { chanceFrom, crowdedSite } from '../fixtures/crowd.ts'
import { megabytes, watchMemory } from './memory.ts'
import type { RunKind } from '#domain/mail/digests.ts'
import { withReadersOf } from '#domain/publish/open-guides.ts'
import { EVERYTHING, type Subscriber } from '#domain/mail/subscribers.ts'
import { digestRenderer } from '#pipelines/digest/render.ts'
import { selector } from '#pipelines/digest/select.ts'

const SUBSCRIBERS = Number(process.argv[2] ?? 100_000)
const PLACES = 50
const CHANGES = 200

const say = (words: string): void => void process.stdout.write(`${words}\n`)
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

const chance = chanceFrom(7)
const { pick, below } = chance
const { places, offences, changes, snapshot } = crowdedSite(chance, { places: PLACES, changes: CHANGES })

/** One place for most; a handful, chosen by nobody else, for many; everything for some. */
function followed(): string[] {
  const sort = chance.next()
  if (sort < 0.05) return [EVERYTHING]
  const count = sort < 0.5 ? 1 : 2 + below(7)
  return [...new Set(Array.from({ length: count }, () => pick(places)))]
}

type Somebody = Pick<Subscriber, 'state' | 'follows' | 'atOnce' | 'coveredTo' | 'format'>
const subscriber = (): Somebody => {
  const coveredTo = chance.next() < 0.9 ? 0 : below(CHANGES)
  return {
    state: 'active',
    follows: followed().map((key) => ({ place: key, since: chance.next() < 0.9 ? 0 : below(CHANGES) })),
    atOnce: chance.next() < 0.5,
    coveredTo,
    format: chance.next() < 0.2 ? 'text' : 'html',
  }
}

const day = snapshot.day
const publicUrl = 'https://guides.example.org'
say(`${SUBSCRIBERS} subscribers, ${PLACES} places, ${CHANGES} changes of ${offences} offences`)
for (const kind of ['at-once', 'weekly', 'monthly'] as RunKind[]) {
  chance.restart(11)
  const memory = watchMemory()
  const began = performance.now()
  const cpu = process.cpuUsage()
  const { letterFor } = selector({
    kind,
    fromSeq: CHANGES - 20,
    toSeq: CHANGES,
    changes,
    jurisdictions: snapshot.jurisdictions,
    withReaders: withReadersOf(snapshot),
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
    if (index % 1000 === 0) memory.look()
  }
  const all = seconds(began)
  const { user, system } = process.cpuUsage(cpu)
  say(
    `${kind}: ${mails} mails, ${letters.size} different letters, ${megabytes(bytes)} of text: selected in ${(selecting / 1000).toFixed(1)} s, with rendering ${all} (${((user + system) / 1e6).toFixed(1)} s of processor); ${memory.end()}`,
  )
}
