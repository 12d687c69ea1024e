import { describe, expect, it } from 'vitest'
import type { Entry } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import {
  contact,
  entry,
  snapshotOf,
  submission,
  withEntry,
  world,
  type World,
} from '../../fixtures/snapshot.ts'
import { attribute, named, parsed, within, withClass, wordsOf } from '../../support/publish/parsed.ts'

const GUIDE = '/guides/testland/'
const SECTION = '/guides/testland/northmark/'
const PAIR = '/guides/testland/to/united-realm/'
const STALKING = 'testland/offence/stalking'
const REGULATOR = 'testland/channel/regulator'

const elements = (from: World, path: string) => {
  const page = pagesOf(snapshotOf(from), new Map()).find((each) => each.path === path)
  if (!page) throw new Error(`There is no ${path}.`)
  return parsed(renderPage(page).replace(/<!doctype html>\s*/, ''))
}
const words = (text: string): string => text.replace(/\s+/g, ' ')
const byId = (from: World, path: string, id: string) => {
  const found = elements(from, path).find((each) => attribute(each, 'id') === id)
  if (!found) throw new Error(`${path} has no ${id}.`)
  return found
}
const summary = (from: World, path: string, id: string): string =>
  words(
    within(byId(from, path, id), 'summary')
      .map(wordsOf)
      .join(' '),
  )

/** The world with every entry verified lately and of high confidence, but one. */
const allFresh = world().live.reduce<World>(
  (made, each) =>
    withEntry(
      made,
      ('entry' in each ? each.entry : each).key,
      (one) =>
        ({
          ...one,
          inForceAsOf: legalDate('2026-09-01'),
          reverifyEvery: 180,
          confidence: { level: 'high', note: null },
        }) as Entry,
    ),
  world(),
)
const but = (key: string, over: Partial<Entry>): World =>
  withEntry(allFresh, key, (one) => ({ ...one, ...over }) as Entry)

describe('what a closed block says of itself', () => {
  it.each([STALKING, REGULATOR])('is that it is overdue where the page is not: %s', (key) => {
    const old = but(key, { inForceAsOf: legalDate('2026-01-31'), reverifyEvery: 90 })
    expect(summary(old, GUIDE, key)).toContain('Overdue')
    expect(summary(allFresh, GUIDE, key)).not.toContain('Overdue')
  })

  it.each([STALKING, REGULATOR])('is how sure it is where that is not high: %s', (key) => {
    const unsure = but(key, { confidence: { level: 'low', note: 'Nobody knows.' } })
    expect(summary(unsure, GUIDE, key)).toContain('Confidence: low.')
    expect(summary(allFresh, GUIDE, key)).not.toContain('Confidence')
  })

  it('is that it is not in force yet', () => {
    const newYear = legalDate('2027-01-01')
    const from: World = {
      ...allFresh,
      day: legalDate('2026-12-31'),
      live: allFresh.live.map((each) => {
        const one = 'entry' in each ? each.entry : each
        return one.key === STALKING
          ? { entry: one, submission: submission({ effectiveOn: newYear, goesLiveOn: newYear }) }
          : each
      }),
    }
    expect(summary(from, GUIDE, STALKING)).toContain('Not in force yet')
  })
})

describe('what is folded', () => {
  it('has the address of an offence on what shows its heading', () => {
    expect(byId(allFresh, GUIDE, STALKING).name).toBe('details')
    expect(attribute(byId(allFresh, GUIDE, STALKING), 'data-kind')).toBe('offence')
  })

  it.each([PAIR, '/essentials/evidence/'])('is nothing on %s, which has no script to open it', (path) => {
    const folds = named(elements(allFresh, path), 'details')
    expect(folds.length).toBeGreaterThan(0)
    expect(folds.filter((each) => attribute(each, 'open') === null)).toEqual([])
  })

  it('is no channel that is not for this place', () => {
    const from: World = {
      ...allFresh,
      live: [
        ...allFresh.live,
        entry('channel', {
          key: 'testland/channel/second',
          order: 90,
          content: { title: 'Second', role: 'not-here', reach: 'none', instead: 'Use the police instead' },
        }),
      ],
    }
    const [fold] = within(byId(from, GUIDE, 'testland/channel/second'), 'details')
    expect(fold && attribute(fold, 'open')).toBe('')
  })
})

describe('an emergency number', () => {
  const unsure = but('testland/profile', { confidence: { level: 'low', note: 'Nobody knows.' } })

  it.each([PAIR, SECTION])('says how sure it is on %s', (path) => {
    const id = 'testland/profile/emergency'
    expect(words(wordsOf(byId(unsure, path, id)))).toContain('Confidence: low. Nobody knows.')
    expect(words(wordsOf(byId(allFresh, path, id)))).not.toContain('Confidence')
  })

  it('says whose it is, when it answers, and what else is said of it', () => {
    const body = { key: 'police-service', name: 'Police Service' }
    const from = withEntry<'profile'>(world(), 'testland/profile', (one) => ({
      ...one,
      content: {
        ...one.content,
        emergency: one.content.emergency && { ...one.content.emergency, contacts: [contact({ body })] },
      },
    }))
    expect(words(wordsOf(byId(from, GUIDE, 'testland/profile/emergency')))).toContain(
      'Call 999 Police Service, Day and night. Note of a contact When to call',
    )
  })

  it('says on the front page that it is overdue, where its place has no guide', () => {
    const numbered = (over: Partial<Entry>): World =>
      withEntry<'profile'>(allFresh, 'united-realm/profile', (one) => ({
        ...one,
        ...(over as object),
        content: { ...one.content, emergency: entry('profile').content.emergency },
      }))
    const listed = (from: World): string =>
      words(withClass(elements(from, '/'), 'without').map(wordsOf).join(' '))
    expect(listed(numbered({}))).toContain('999')
    expect(listed(numbered({}))).not.toContain('Overdue')
    expect(listed(numbered({ inForceAsOf: legalDate('2026-01-31'), reverifyEvery: 90 }))).toContain('Overdue')
  })
})

describe('the age of a page about another country', () => {
  it('leaves out a ladder of which no step is printed', () => {
    const old = { inForceAsOf: legalDate('2026-01-31'), reverifyEvery: 90 }
    const from = withEntry<'ladder'>(allFresh, 'testland/ladder', (one) => ({
      ...one,
      ...old,
      content: { ...one.content, steps: one.content.steps.map((step) => ({ ...step, crossBorder: false })) },
    }))
    const main = words(wordsOf(named(elements(from, PAIR), 'main')[0]))
    expect(main).not.toContain('Overdue')
    expect(main).toContain('Everything here was last compared')
  })
})
