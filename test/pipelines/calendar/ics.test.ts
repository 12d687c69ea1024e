import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { CALENDAR_KINDS, feedTitle, type CalendarItem, type CalendarKind } from '#domain/desk/calendar.ts'
import type { LegalDate } from '#domain/dates.ts'
import { icsOf } from '#pipelines/calendar/ics.ts'

const day = (text: string): LegalDate => text as LegalDate

const item: CalendarItem = {
  id: 'verify/scotland/offence/stalking',
  on: day('2026-12-24'),
  kind: 'verify',
  of: 'Offence',
  place: 'Scotland',
  title: 'Stalking, or “following”; twice \\ or\nthrice',
  isPublic: true,
  notes: [],
  path: '/collections/offences/1',
}

const feed = (
  items: readonly CalendarItem[],
  today = '2026-11-30',
  cut: readonly CalendarKind[] = [],
): string => icsOf({ items, today: day(today), cut, admin: 'https://desk.example.org/admin' })

/** The events as another program reads them. */
const events = (text: string): InstanceType<typeof ICAL.Event>[] =>
  new ICAL.Component(ICAL.parse(text) as unknown[])
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component))

describe('a calendar feed', () => {
  it('is read by another program as it was meant: whole days, exact words, a link', () => {
    const [event, ...others] = events(feed([item]))
    expect(others).toEqual([])
    expect(event?.summary).toBe(`Verify again: ${item.title} (Offence, Scotland)`)
    expect([event?.startDate.isDate, event?.startDate.toString()]).toEqual([true, '2026-12-24'])
    // An event of a day ends before the next one begins.
    expect([event?.endDate.isDate, event?.endDate.toString()]).toEqual([true, '2026-12-25'])
    expect(event?.component.getFirstPropertyValue('url')).toBe(
      'https://desk.example.org/admin/collections/offences/1',
    )
    expect(event?.component.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-11-30T00:00:00Z')
    expect(event?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
  })

  it('has what the standard asks of a calendar, and no time zone', () => {
    const calendar = new ICAL.Component(ICAL.parse(feed([item])) as unknown[])
    expect(calendar.name).toBe('vcalendar')
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    expect(calendar.getFirstPropertyValue('prodid')).toBe('-//Recourse//Calendar//EN')
    expect(calendar.getAllSubcomponents('vtimezone')).toEqual([])
    expect(feed([item])).not.toContain('TZID')
  })

  it('ends each line as the standard says, none longer than 75 octets, and divides no letter', () => {
    const title = 'Ω😀'.repeat(120)
    const text = feed([{ ...item, title }])
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(line.isWellFormed()).toBe(true)
    }
    expect(events(text)[0]?.summary).toContain(title)
  })

  it('names each matter by the same name for ever, and each by one of its own', () => {
    const other = { ...item, id: 'live/scotland/offence/stalking', kind: 'live' } as const
    const uids = (text: string): string[] => events(text).map(({ uid }) => uid)
    const first = uids(feed([item, other]))
    expect(new Set(first).size).toBe(2)
    expect(uids(feed([{ ...item, on: day('2027-05-01') }, other], '2027-01-01'))).toEqual(first)
    expect(feed([item, other])).toBe(feed([item, other]))
  })

  it('names a title only where readers see it', () => {
    const hidden = { ...item, isPublic: false }
    expect(feed([hidden])).not.toContain('Stalking')
    const [event] = events(feed([hidden]))
    // A name that is encoded can be decoded: the slug of a title is in the key.
    expect(Buffer.from(event?.uid.split('@')[0] ?? '', 'base64').toString()).not.toContain('stalking')
    expect(event?.uid).toMatch(/^[0-9a-f]{64}@desk\.example\.org$/)
    expect(feedTitle(hidden)).toBe('Verify again: Offence, Scotland')
    expect(feed([{ ...item, notes: ['readers do not have its guide'] }])).toBe(feed([item]))
  })

  it('puts what is late on today, and says since when', () => {
    const [event] = events(feed([{ ...item, on: day('2026-11-01') }]))
    expect(event?.startDate.toString()).toBe('2026-11-30')
    expect(event?.summary).toMatch(/^Overdue since 2026-11-01: Verify again/)
  })

  it('says on its day of which kinds there is more than stands in it', () => {
    const [first, ...others] = events(feed([item], '2026-11-30', ['verify', 'law']))
    expect(others.map(({ summary }) => summary)).toEqual([`Verify again: ${item.title} (Offence, Scotland)`])
    expect([first?.startDate.toString(), first?.summary]).toEqual([
      '2026-11-30',
      'More is due than stands here',
    ])
    expect(first?.description).toBe(
      'There is more than a calendar shows. Only the earliest stand here of: verify again, takes force.',
    )
    expect(first?.component.getFirstPropertyValue('url')).toBe('https://desk.example.org/admin/calendar')
  })

  it('has words for each kind, and is a calendar when nothing is due', () => {
    const kinds = Object.keys(CALENDAR_KINDS) as (keyof typeof CALENDAR_KINDS)[]
    const all = events(feed(kinds.map((kind) => ({ ...item, id: kind, kind }))))
    expect(all.map(({ summary }) => summary.split(':')[0])).toEqual(Object.values(CALENDAR_KINDS))
    expect(events(feed([]))).toEqual([])
  })
})
