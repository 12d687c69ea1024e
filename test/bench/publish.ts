// npm run bench: times of publishing the sample corpus, with the peer beside each in the same run. Medians of several
// rounds; ratios count, seconds depend on the machine.
import type { Browser } from 'puppeteer'
import type { Folios } from '#pipelines/pdf/finish/folios.ts'
import { openSample } from './sample.ts'

const { findBrowser, startBrowser } = await import('#lib/browser.ts')
const { fetchedBrowser } = await import('#lib/browser-install.ts')
const { env } = await import('#lib/env.ts')
const { systemClock } = await import('#lib/clock.ts')
const { dayIn } = await import('#domain/dates.ts')
const { readSnapshot } = await import('#store/publish/snapshot.ts')
const { updateRecord } = await import('#store/content/records.ts')
const { approve } = await import('#desk/desk/approve.ts')
const { NOTHING_SAID } = await import('#desk/desk/freeze.ts')
const { submit } = await import('#desk/desk/submit.ts')
const { makeDueLive } = await import('#worker/publish/live.ts')
const { CORPUS_EDITOR, CORPUS_REVIEWER } = await import('#domain/desk/actors.ts')
const { actingAs } = await import('#lib/actor.ts')
const { inTransaction } = await import('#store/transaction.ts')
const { createLocalReq } = await import('payload')
const { publish } = await import('#worker/publish/publish.ts')
const { pagesOf } = await import('#pipelines/html/pages.ts')
const { htmlFiles } = await import('#pipelines/html/output.ts')
const { fill, pagePolicy } = await import('#templates/engine.ts')
const { documentsOf } = await import('#pipelines/pdf/documents.ts')
const { foliosIn } = await import('#pipelines/pdf/finish/finish.ts')
const { Printer } = await import('#pipelines/pdf/printer.ts')
const { fontStyle } = await import('#pipelines/pdf/fonts.ts')

const ROUNDS = 5
const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const rows: [string, string, string][] = []
const note = (what: string, ours: string, beside = ''): void => {
  rows.push([what, ours, beside])
}
const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const payload = await openSample()
const context = { payload, env: env(), clock: systemClock }

// Publishing: everything, one change, nothing.
const first = await publish(context, { full: true })
const full: number[] = []
const fullPrint: number[] = []
const fullRender: number[] = []
for (let round = 0; round < 3; round += 1) {
  const { milliseconds } = await publish(context, { full: true })
  full.push(milliseconds.total)
  fullPrint.push(milliseconds.print)
  fullRender.push(milliseconds.render)
}
const nothing: number[] = []
for (let round = 0; round < ROUNDS; round += 1) nothing.push((await publish(context)).milliseconds.total)

const { docs } = await payload.db.find<{ id: string; revision: number; penalty: string }>({
  collection: 'offences',
  where: { key: { equals: 'scotland/offence/stalking' } },
})
const offence = docs[0]
if (!offence) throw new Error('The sample has no stalking in Scotland.')
const one: number[] = []
let changed = { rendered: 0, printed: 0 }
for (let round = 0; round < ROUNDS; round += 1) {
  const editing = await createLocalReq({ context: actingAs(CORPUS_EDITOR) }, payload)
  await inTransaction(editing, async () => {
    const revision = offence.revision + round
    await updateRecord(editing, 'offences', offence.id, {
      revision,
      penalty: `Up to ${round + 6} years in prison.`,
    })
    const about = { kind: 'offence', id: offence.id } as const
    const desk = { req: editing, clock: systemClock, timeZone: 'UTC' }
    const submission = { ...NOTHING_SAID, changeNote: 'The maximum rose.', changeKind: 'change' } as const
    const { edition } = await submit(
      { ...desk, actor: CORPUS_EDITOR },
      { ...about, from: revision + 1, submission, checkedOn: dayIn('UTC', systemClock.now()) },
    )
    await approve({ ...desk, actor: CORPUS_REVIEWER }, { ...about, hash: edition.hash })
  })
  await makeDueLive(context)
  const receipt = await publish(context)
  changed = { rendered: receipt.rendered, printed: receipt.printed }
  one.push(receipt.milliseconds.total)
}
note(
  `publish --full: ${first.files} files`,
  ms(median(full)),
  `PDFs ${ms(median(fullPrint))}, pages with brotli and sync ${ms(median(fullRender))}`,
)
note(
  `publish after one change: ${changed.rendered} page, ${changed.printed} PDFs`,
  ms(median(one)),
  `${(median(full) / median(one)).toFixed(1)}× faster than full`,
)
note(
  'publish when nothing changed',
  ms(median(nothing)),
  `${(median(full) / median(nothing)).toFixed(0)}× faster than full`,
)

// Pages: ours, planned and rendered, against a bare loop of the same templates over ready views.
const { snapshot } = await readSnapshot(payload, dayIn('UTC', new Date()))
const pages = pagesOf(snapshot, new Map())
const ours: number[] = []
const bare: number[] = []
for (let round = 0; round < 15; round += 1) {
  ours.push(await timed(() => htmlFiles(snapshot, new Map(), 'bench').map((file) => file.make())))
  bare.push(
    await timed(() => pages.map(({ template, view }) => fill(template, { ...view, csp: pagePolicy }))),
  )
}
note(
  `HTML of ${pages.length} pages: snapshot → views → hashes → HTML`,
  ms(median(ours)),
  `bare Handlebars loop over ready views ${ms(median(bare))}: ${(median(ours) / median(bare)).toFixed(2)}×`,
)

// PDFs: pages used again, two at a time, against a fresh page for each, one after the other.
const path = await findBrowser({
  named: env().chromePath,
  searchPath: env().searchPath,
  fetched: await fetchedBrowser(process.cwd()),
})
const documents = documentsOf(snapshot, { prints: ['guide'], variants: ['open'] })
const fonts = await fontStyle('')
const printer = await Printer.start(path)
const peer = await startBrowser(path)

async function freshPages(browser: Browser): Promise<void> {
  for (const { html } of documents) {
    const page = await browser.newPage()
    await page.setContent(
      html.replace('</head>', () => `${fonts}</head>`),
      { waitUntil: 'load' },
    )
    await page.pdf({ printBackground: true, preferCSSPageSize: true, tagged: true, outline: true })
    await page.close()
  }
}

const printAll = (last?: (at: number) => Folios | undefined): Promise<Uint8Array[]> =>
  Promise.all(documents.map((document, at) => printer.print(document, async () => last?.(at))))

const folios = await Promise.all((await printAll()).map((print) => foliosIn(print)))
const again: number[] = []
const once: number[] = []
const fresh: number[] = []
for (let round = 0; round < 3; round += 1) {
  again.push(await timed(() => printAll()))
  once.push(await timed(() => printAll((at) => folios[at])))
  fresh.push(await timed(() => freshPages(peer.browser)))
}
const perSecond = (value: number): string => `${((documents.length / value) * 1000).toFixed(2)} PDFs/s`
note(
  `${documents.length} PDFs of 19–23 pages, finished`,
  perSecond(median(again)),
  `fresh page each, with contents not numbered, ${perSecond(median(fresh))}: ${(median(fresh) / median(again)).toFixed(2)}×`,
)
note(
  'the same, where the page numbers of the last print still hold',
  perSecond(median(once)),
  `${(median(fresh) / median(once)).toFixed(2)}× the fresh pages`,
)
await printer.close()
await peer.close()
note('memory of this process (RSS)', `${Math.round(process.memoryUsage().rss / 1e6)} MB`)

const width = Math.max(...rows.map(([what]) => what.length))
process.stdout.write(
  `${rows.map(([what, value, beside]) => `${what.padEnd(width)}  ${value.padStart(12)}  ${beside}`).join('\n')}\n`,
)
await payload.destroy()
process.exit(0)
