import { describe, expect, it } from 'vitest'
import type { Entry } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { parseHtml } from '../../fixtures/html.ts'
import {
  change,
  entry,
  snapshotOf,
  submission,
  world,
  type Live,
  type World,
} from '../../fixtures/snapshot.ts'

const words = (html: string): string => parseHtml(html).text.replace(/\s+/g, ' ')

/** What a reader of the guide for Testland reads, on the screen and on paper. */
function guide(from: World): { page: string; print: string } {
  const snapshot = snapshotOf(from)
  const page = pagesOf(snapshot, new Map()).find(({ path }) => path === '/guides/testland/')
  const print = documentsOf(snapshot).find(({ path }) => path === '/guides/testland/testland.a4.pdf')
  if (!page || !print) throw new Error('There is no guide for Testland.')
  return { page: words(renderPage(page)), print: words(print.html) }
}

const STALKING = 'testland/offence/stalking'

/** Testland with an offence that went live like that. */
const withOffence = (live: Omit<Live, 'entry'>, over: Partial<World> = {}): World => {
  const offence = entry('offence', {
    key: STALKING,
    inForceAsOf: legalDate('2026-11-20'),
    content: { title: 'Stalking', penalty: 'Up to 7 years in prison.' },
  })
  const from = world(over)
  return {
    ...from,
    live: [...from.live.filter((each) => (each as Entry).key !== STALKING), { entry: offence, ...live }],
  }
}

describe('since when what a page says is law', () => {
  const changed = withOffence(
    {},
    {
      changes: [change(1, { kind: 'new', fields: [] }), change(2, { effectiveOn: legalDate('2026-11-20') })],
    },
  )

  it('stands at what changed, on the page and on paper', () => {
    const { page, print } = guide(changed)
    expect(page).toMatch(/Up to 7 years in prison\. since 20 November 2026/)
    expect(print).toMatch(/Up to 7 years in prison\. \(since 20 November 2026\)/)
    expect(page.match(/since 20 November 2026/g)).toHaveLength(1)
    expect(print.match(/since 20 November 2026/g)).toHaveLength(1)
  })

  it.each([
    ['standing', 'Standing'],
    ['covers', 'What it covers'],
    ['section', 'Section'],
    ['classification', 'Classification'],
    ['elements', 'Key elements'],
  ])('stands at %s', (field, label) => {
    const fields = [{ field, label, before: 'As it was.', after: 'As it is.' }]
    const { page, print } = guide({
      ...changed,
      changes: [change(2, { effectiveOn: legalDate('2026-11-20'), fields })],
    })
    expect(page).toContain('since 20 November 2026')
    expect(print).toContain('(since 20 November 2026)')
  })

  it('stands at the claims of other entries', () => {
    for (const [kind, field] of [
      ['profile', 'emergency'],
      ['profile', 'doxxing'],
      ['profile', 'recording'],
      ['ladder', 'steps.abroad'],
    ] as const) {
      const { page, print } = guide({
        ...world(),
        changes: [
          change(1, {
            entry: `testland/${kind}`,
            entryKind: kind,
            effectiveOn: legalDate('2026-11-20'),
            fields: [{ field, label: field, before: 'Was.', after: 'Is.' }],
          }),
        ],
      })
      expect(page, field).toContain('since 20 November 2026')
      expect(print, field).toContain('(since 20 November 2026)')
    }
  })

  it('is said of a new entry as a whole', () => {
    const fresh = { ...changed, changes: [change(1, { kind: 'new', effectiveOn: legalDate('2026-11-01') })] }
    for (const text of Object.values(guide(fresh)))
      expect(text).toContain('In force as of 20 November 2026, since 1 November 2026')
  })

  it('is not said where no change says it', () => {
    for (const text of Object.values(guide(world()))) expect(text).not.toContain('since 20 November')
  })
})

describe('what was checked before it takes force', () => {
  const newYear = legalDate('2027-01-01')
  const live = { submission: submission({ effectiveOn: newYear, goesLiveOn: newYear }) }
  const before = 'Its sources were last checked before that, on 20 November 2026'
  const asOf = 'In force as of 20 November 2026'

  it('is told of as not in force yet, before the day', () => {
    for (const text of Object.values(guide(withOffence(live, { day: legalDate('2026-12-31') })))) {
      expect(text).toContain(`Takes force on 1 January 2027. ${before}.`)
      expect(text).toContain('Not in force yet')
      expect(text).not.toContain(asOf)
    }
  })

  it('is not said to be in force as of a day before it was, on the day', () => {
    for (const text of Object.values(guide(withOffence(live, { day: newYear })))) {
      expect(text).toContain(`Took force on 1 January 2027. ${before}.`)
      expect(text).not.toContain(asOf)
    }
  })

  it('is overdue from the day after', () => {
    for (const text of Object.values(guide(withOffence(live, { day: legalDate('2027-01-02') })))) {
      expect(text).toContain(`${before}; should have been verified by 1 January 2027.`)
      expect(text).toContain('Overdue')
      expect(text).not.toContain(asOf)
    }
  })

  it('is in force as of the day on which somebody looked', () => {
    for (const text of Object.values(
      guide(withOffence({ ...live, verifiedOn: legalDate('2027-01-03') }, { day: legalDate('2027-01-04') })),
    )) {
      expect(text).toContain('In force as of 3 January 2027')
      expect(text).not.toContain('checked before that')
    }
  })

  it('is told at the emergency number, too', () => {
    const profile = world().live.find((each) => (each as Entry).key === 'testland/profile') as Entry
    const from = world({ day: newYear })
    const ahead = {
      ...from,
      live: [
        ...from.live.filter((each) => each !== profile && (each as Entry).key !== profile.key),
        { entry: { ...profile, inForceAsOf: legalDate('2026-11-20') } as Entry, ...live },
      ],
    }
    expect(guide(ahead).page).toMatch(/Not checked since Took force on 1 January 2027/)
  })
})
