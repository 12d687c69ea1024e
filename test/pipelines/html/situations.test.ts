import { describe, expect, it } from 'vitest'
import type { EntryOf, OffenceContent } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { hrefsOf, parseHtml } from '../../fixtures/html.ts'
import { snapshotOf, submission, withEntry, world, type World } from '../../fixtures/snapshot.ts'

const page = (from: World, path = '/guides/testland/'): string => {
  const found = pagesOf(snapshotOf(from), new Map()).find((each) => each.path === path)
  if (!found) throw new Error(`There is no page ${path}`)
  return renderPage(found)
}

/** The part of a page that opens it with what is happening. */
const opening = (html: string): string =>
  /<section class="situations chapter".*?<\/section>/s.exec(html)?.[0] ?? ''

const words = (html: string): string => parseHtml(html).text.replace(/\s+/g, ' ').trim()

const changed = (key: string, content: Partial<OffenceContent>, from = world()): World =>
  withEntry<'offence'>(from, key, (one) => ({ ...one, content: { ...one.content, ...content } }))

/** An offence as editions were frozen before it had situations and words of its own. */
function asBefore(from: World, key: string): World {
  return withEntry<'offence'>(from, key, (one): EntryOf<'offence'> => {
    const { situations: _situations, say: _say, timeLimit: _timeLimit, ...content } = one.content
    return { ...one, content }
  })
}

const STALKING = 'testland/offence/stalking'
const INSULT = 'testland/offence/insult'

describe('what is happening', () => {
  it('opens the guide after the emergency number, by group, each leading to its offence', () => {
    const html = page(world())
    expect(html.indexOf('class="emergency"')).toBeLessThan(html.indexOf('class="situations chapter"'))
    expect(html.indexOf('class="situations chapter"')).toBeLessThan(html.indexOf('class="intro"'))
    expect(words(opening(html))).toBe(
      'What is happening? Choose what fits best. It leads to the offence, what to say and the maximum penalty. Being followed or spied on They follow me everywhere Stalking Address or private details posted They posted my address Stalking',
    )
    expect(hrefsOf(opening(html))).toEqual([`#${STALKING}`, `#${STALKING}`])
  })

  it('says one sentence once, with each offence that it can be', () => {
    const html = page(
      changed(INSULT, {
        situations: [
          { key: 'address', group: 'details', text: 'They posted my address' },
          { key: 'threat', group: 'threats', text: 'They threaten me' },
        ],
      }),
    )
    expect(words(opening(html))).toContain(
      'Threats They threaten me Insult (Abolished) Being followed or spied on They follow me everywhere Stalking Address or private details posted They posted my address Stalking or Insult (Abolished)',
    )
    expect(hrefsOf(opening(html))).toEqual([`#${INSULT}`, `#${STALKING}`, `#${STALKING}`, `#${INSULT}`])
  })

  it('says of an offence that is not simply in force what it is, wherever only its name stands', () => {
    const situations = [
      { key: 'address', group: 'details' as const, text: 'They posted my address' },
      { key: 'threat', group: 'threats' as const, text: 'They threaten me' },
    ]
    const from = changed(
      STALKING,
      { related: [INSULT] },
      changed(INSULT, { situations, standing: 'civil-only' }),
    )
    const html = page(from)
    expect(words(opening(html))).toContain('They threaten me Insult (Civil only)')
    expect(words(opening(html))).toContain('They posted my address Stalking or Insult (Civil only)')
    expect(words(html)).toMatch(/See also ?Insult \(Civil only\)/)
    const search = words(page(from, '/guides/testland/search/'))
    expect(search).toContain('They threaten me Insult (Civil only)')
    expect(search).toContain(
      'They posted my address Local offence, Northmark · Insult (Civil only) · Stalking',
    )
    expect(search).toContain('Insult Civil only')
    const printed = documentsOf(snapshotOf(from)).find(({ path }) => path.endsWith('/testland.a4.pdf'))
    expect(words(printed?.html ?? '')).toMatch(/See also ?Insult \(Civil only\)/)
    expect(words(opening(page(changed(INSULT, { situations, standing: 'in-force' }))))).not.toContain('(')
  })

  it('says of one that takes force on a later day that it is not in force yet', () => {
    const from = world()
    const live = from.live.map((each) => {
      const one = 'entry' in each ? each.entry : each
      const effectiveOn = legalDate('2027-01-01')
      return one.key === STALKING ? { entry: one, submission: submission({ effectiveOn }) } : each
    })
    expect(words(opening(page({ ...from, live })))).toContain(
      'They follow me everywhere Stalking (Not in force yet)',
    )
  })

  it('is on the page of a section, about its own offences', () => {
    expect(hrefsOf(opening(page(world(), '/guides/testland/northmark/')))).toEqual([
      '#northmark/offence/local',
      '#northmark/offence/local',
    ])
  })

  it('is left out where no offence says it, as in editions from before', () => {
    const html = page(asBefore(world(), STALKING))
    expect(opening(html)).toBe('')
    expect(hrefsOf(html)).not.toContain('#situations')
    expect(html).toContain(`id="${STALKING}"`)
  })
})

describe('an offence on a page', () => {
  const offence = (html: string, key: string): string =>
    html.slice(
      html.lastIndexOf('<details', html.indexOf(`id="${key}"`)),
      html.indexOf('</details>', html.indexOf(`id="${key}"`)),
    )

  it('is a heading, then what to say, the maximum, the time limit, and the rest', () => {
    const html = offence(page(world()), STALKING)
    expect(/<summary><h3[^>]*>(.*?)<\/h3>/.exec(html)?.[1]).toBe('Stalking')
    expect(
      [...html.matchAll(/<(?:dt|p class="say__what")>(.*?)<\/(?:dt|p)>/g)].map(([, term]) => term),
    ).toEqual([
      'What to say',
      'Maximum penalty',
      'Time limit',
      'What it covers',
      'It can look like this',
      'What has to be shown',
      'The law',
      'See also',
    ])
    expect(hrefsOf(html)).toContain(`#${STALKING}`)
  })

  it('has no row that says nothing', () => {
    const html = offence(
      page(changed(INSULT, { covers: null, elements: [], elementsNote: null, officialSource: null })),
      INSULT,
    )
    expect([...html.matchAll(/<dt>(.*?)<\/dt>/g)].map(([, term]) => term)).toEqual(['The law'])
    expect(words(html)).not.toMatch(/None|Not stated/)
  })

  it('says the words of its editor, and otherwise those made of its name and law', () => {
    const say = (content: Partial<OffenceContent>): string | undefined =>
      /<q>(.*?)<\/q>/.exec(offence(page(changed(STALKING, content)), STALKING))?.[1]
    expect(say({})).toMatch(/^I want to report stalking: Harassment Act, s\. 3\. Please record it/)
    expect(say({ say: 'I want advice on a claim.' })).toBe('I want advice on a claim.')
    expect(say({ standing: 'civil-only' })).toBeUndefined()
    expect(say({ standing: 'civil-only', say: 'I want advice on a claim.' })).toBe(
      'I want advice on a claim.',
    )
  })

  it('offers to copy its words only where a script shows the button', () => {
    const buttons = parseHtml(page(world())).tags.filter(({ name, closing }) => name === 'button' && !closing)
    expect(buttons.length).toBeGreaterThan(1)
    expect(buttons.filter(({ attributes }) => !('hidden' in attributes))).toEqual([])
  })
})
