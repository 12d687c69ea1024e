import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contact } from '#domain/content/contacts.ts'
import type { ContentByKind, Entry } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import type { Print, Variant } from '#domain/publish/paths.ts'
import { documentsOf, type PrintDocument } from '#pipelines/pdf/documents.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import { Room } from '#templates/views/room.ts'
import { hrefsOf, parseHtml } from '../../fixtures/html.ts'
import {
  change,
  contact,
  site,
  snapshotOf,
  submission,
  withEntry,
  world,
  type World,
} from '../../fixtures/snapshot.ts'
import { browserPath } from '../../support/browsers.ts'
import { readPdf, stringsOf } from '../../support/publish/pdf.ts'
import { uaProblems } from '../../support/publish/pdf-ua.ts'

const SITE = 'https://recourse.example.org'

const documents = (from: World = world()): PrintDocument[] =>
  documentsOf(snapshotOf(from), { publicUrl: SITE }).filter(({ path }) =>
    path.startsWith('/guides/testland/'),
  )

const find = (print: Print, variant: Variant = 'open', from: World = world()): PrintDocument => {
  const found = documents(from).find(
    (each) => each.print === print && each.variant === variant && each.paper === 'a4',
  )
  if (!found) throw new Error(`There is no ${variant} ${print}.`)
  return found
}

const text = (html: string): string => parseHtml(html).text.replace(/\s+/g, ' ')

/** The prints whose HTML differs. */
const changedPrints = (before: World, after: World): Print[] => {
  const was = new Map(documents(before).map(({ path, html }) => [path, html]))
  return [
    ...new Set(documents(after).flatMap(({ path, html, print }) => (was.get(path) === html ? [] : [print]))),
  ]
}

/** A world in which one field of an entry says something else. */
const reworded = (key: string, field: string): World =>
  withEntry(
    world(),
    key,
    (each) =>
      JSON.parse(
        JSON.stringify(each, (name, value: unknown) =>
          name === field && typeof value === 'string' ? `${value} anew` : value,
        ),
      ) as Entry,
  )

describe('the prints of a guide', () => {
  it('are four, on two papers, each in two variants of one HTML', () => {
    const found = documents()
    expect(found).toHaveLength(16)
    for (const { path, paper, variant, print, pressed } of found) {
      const other = found.find((each) => each.path !== path && each.pressed === pressed)
      expect([path, other?.print, other?.paper, other?.variant]).toEqual([
        path,
        print,
        paper,
        variant === 'open' ? 'discreet' : 'open',
      ])
    }
  })

  it('are only those that are wanted', () => {
    const some = documentsOf(snapshotOf(world()), { prints: ['guide', 'card'] })
    expect(new Set(some.map(({ print }) => print))).toEqual(new Set(['guide', 'card']))
  })

  it('are printed anew where they show what changed', () => {
    const before = world()
    expect(changedPrints(before, reworded('testland/offence/stalking', 'penalty'))).toEqual([
      'guide',
      'large',
    ])
    expect(changedPrints(before, reworded('testland/offence/stalking', 'timeLimit'))).toEqual([
      'guide',
      'sheet',
      'large',
    ])
    expect(changedPrints(before, reworded('global/essential/evidence', 'summary'))).toEqual([
      'guide',
      'large',
    ])
    expect(changedPrints(before, reworded('testland/profile', 'useWhen'))).toEqual([
      'guide',
      'sheet',
      'card',
      'large',
    ])
    const other = change(1, { entry: 'testland/route', entryKind: 'route', jurisdiction: 'testland' })
    expect(changedPrints(before, world({ changes: [other] }))).not.toContain('sheet')
  })
})

describe('an action sheet', () => {
  it('has the number, where to report, what to say, how long there is, and lines to write on', () => {
    const sheet = find('sheet')
    const printed = text(sheet.html)
    const order = [
      'Call 999',
      'Where to report Police of the place',
      'What to say Stalking',
      'How long you have Stalking:',
      'Write it down here Reference number',
      'on 15 September 2026',
    ].map((words) => printed.indexOf(words))
    expect(order.filter((at) => at < 0)).toEqual([])
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(hrefsOf(sheet.html)).toEqual([`${SITE}/version/testland/`, `${SITE}/guides/testland/`])
    expect(sheet.date).toBe('2026-09-15')
  })

  it('says that something on it was not verified in time', () => {
    // Of the offence, the sheet has the words; the card has none.
    const words = 'not verified in time'
    const late = world({ day: legalDate('2030-01-01') })
    expect([find('sheet'), find('card')].map(({ html }) => text(html).includes(words))).toEqual([true, false])
    expect(text(find('card', 'open', late).html)).toContain(words)
    const early = world({ day: legalDate('2026-04-01') })
    expect(text(find('sheet', 'open', early).html)).not.toContain(words)
  })

  it('names no address where nobody has said what it is', () => {
    const bare = documentsOf(snapshotOf(world()), { prints: ['sheet', 'card'] })
    for (const { html } of bare) {
      expect(hrefsOf(html)).toEqual([])
      expect(text(html)).toContain('Changed on 15 September 2026.')
    }
  })
})

describe('a wallet card', () => {
  it('has the number, who takes the report, its day and where to compare it', () => {
    const printed = text(find('card').html)
    for (const words of ['Call 999', 'Police of the place', 'Reference number:', '15 September 2026'])
      expect(printed).toContain(words)
    expect(printed).toContain('recourse.example.org/version/testland')
    // Cut out, it has no other line that says so.
    expect(printed).toContain('Sample content, not verified. As of')
    expect(text(find('card', 'open', world({ site: site({ sample: false }) })).html)).not.toContain('Sample')
  })

  it('does not repeat a number that the name of a channel has', () => {
    const from = withEntry<'channel'>(world(), 'testland/channel/police', (one) => ({
      ...one,
      content: {
        ...one.content,
        title: 'Call 0101 now',
        contacts: [contact({ value: '0101', printed: '0101' })],
      },
    }))
    expect(text(find('card', 'open', from).html).match(/0101/g)).toHaveLength(1)
  })
})

describe('the number of a channel on a card', () => {
  const card = (contacts: Contact[], title = 'Desk'): string =>
    text(
      find(
        'card',
        'open',
        withEntry<'channel'>(world(), 'testland/channel/police', (one) => ({
          ...one,
          content: { ...one.content, title, contacts },
        })),
      ).html,
    )
  const sms = contact({ key: 'sms', kind: 'sms', value: '61016', printed: '61016' })
  const relay = contact({ key: 'relay', kind: 'relay', value: '18001101', printed: '18001 101' })
  const phone = contact({ key: 'phone', value: '101', printed: '101' })

  it('is one to call, wherever that stands', () => {
    expect(card([sms, relay, phone])).toContain('Desk 101 ')
  })

  it('says that it is for texts where there is none to call', () => {
    expect(card([sms])).toContain('Desk (Text message) 61016')
    expect(card([relay])).toContain('Desk (Text relay) 18001 101')
    expect(card([sms], 'Police line 61016')).toContain('Police line 61016 (Text message)')
  })
})

describe('where to report, in short', () => {
  const channel = (content: Partial<ContentByKind['channel']>): World =>
    withEntry<'channel'>(world(), 'testland/channel/police', (one) => ({
      ...one,
      content: { ...one.content, title: 'Desk', ...content },
    }))

  /** The tear-off page of a whole print, a sheet, a card. */
  const short = (from: World): string[] => [
    text(find('guide', 'open', from).html.split('<section class="inside">')[0] ?? ''),
    ...(['sheet', 'card'] as const).map((print) => text(find(print, 'open', from).html)),
  ]

  it('says of a body that opens no case what it does, and who can use it', () => {
    for (const printed of short(channel({ role: 'tip-off', reach: 'police' })))
      expect(printed).toMatch(/Desk ?\(?Takes tip-offs · Reached through the police/)
    for (const printed of short(channel({}))) {
      expect(printed).toContain('Desk')
      expect(printed).not.toContain('Takes police reports')
    }
    for (const printed of short(channel({ reach: 'none' }))) expect(printed).toContain('Takes no reports')
  })

  it('names no body that is not for this place', () => {
    for (const printed of short(channel({ role: 'not-here', reach: 'none', instead: 'Use another' })))
      expect(printed).not.toContain('Desk')
  })
})

describe('what takes force on a later day, in short', () => {
  const ON = legalDate('2027-01-01')

  /** A world in which an entry takes force on that day. */
  const ahead = (key: string, from: World = world()): World => ({
    ...from,
    live: from.live.map((each) => {
      const live = 'entry' in each ? each : { entry: each }
      return live.entry.key === key ? { ...live, submission: submission({ effectiveOn: ON }) } : live
    }),
  })
  const on = (print: Print, from: World): string => text(find(print, 'open', from).html)

  it('is left out and counted where there is something else', () => {
    const offence = ahead('testland/offence/stalking')
    expect(on('sheet', world())).toContain('What to say Stalking')
    expect(on('sheet', offence)).not.toContain('Stalking')
    expect(on('sheet', offence)).toMatch(/What to say .*1 more: .*How long you have 1 more:/)
    expect(on('sheet', { ...offence, day: ON })).toContain('What to say Stalking')
    for (const print of ['sheet', 'card'] as const) {
      const channel = on(print, ahead('testland/channel/police'))
      expect(channel).not.toContain('Police of the place')
      expect(channel).toMatch(/1 more: see the whole guide|more to say on this than fits here/)
    }
  })

  it('says so where it is the number to call, or stands on the first page of a whole print', () => {
    const words = 'Not in force yet. Takes force on 1 January 2027.'
    for (const print of ['sheet', 'card'] as const) {
      expect(on(print, ahead('testland/profile'))).toContain(words)
      expect(on(print, world())).not.toContain('Not in force yet')
    }
    const [first] = find('guide', 'open', ahead('testland/channel/police')).html.split(
      '<section class="inside">',
    )
    expect(text(first ?? '')).toContain(words)
  })

  it('has no say on doxxing before its profile has force', () => {
    const said = 'What to say about doxxing'
    expect(on('sheet', world())).toContain(said)
    expect(on('sheet', ahead('testland/profile'))).not.toContain(said)
  })

  it('a law that is not simply in force has its status beside its name', () => {
    const from = withEntry<'offence'>(world(), 'testland/offence/stalking', (one) => ({
      ...one,
      content: { ...one.content, standing: 'in-force-in-part' },
    }))
    expect(on('sheet', from)).toContain('What to say Stalking (In force in part): ')
    expect(on('sheet', from)).toContain('How long you have Stalking (In force in part): ')
  })
})

describe('the number to call, in short', () => {
  const emergency = (over: Partial<NonNullable<ContentByKind['profile']['emergency']>>): World =>
    withEntry<'profile'>(world(), 'testland/profile', (one) => ({
      ...one,
      content: {
        ...one.content,
        emergency: one.content.emergency && { ...one.content.emergency, ...over },
      },
    }))
  const CUT = 'There is more to say on this than fits here'

  it.each(['guide', 'sheet', 'card'] as const)(
    'says whose it is, when it answers, and what else is said of it, on a %s',
    (print) => {
      const body = { key: 'police-service', name: 'Police Service' }
      const from = emergency({ contacts: [contact({ body })] })
      const printed = text(find(print, 'open', from).html)
      expect(printed).toContain('Call 999 Police Service, Day and night. Note of a contact')
      expect(printed).toContain('Note on the emergency number')
      expect(printed).not.toContain(CUT)
      const bare = emergency({ contacts: [contact({ hours: null, note: null })], note: null })
      expect(text(find(print, 'open', bare).html)).toContain('Call 999 When to call')
    },
  )

  it.each(['sheet', 'card'] as const)('says on a %s that something of that had no room', (print) => {
    const long = 'words '.repeat(200).trim()
    for (const from of [emergency({ note: long }), emergency({ contacts: [contact({ note: long })] })]) {
      const printed = text(find(print, 'open', from).html)
      expect(printed).toContain(CUT)
      expect(printed).not.toContain(long)
    }
  })
})

describe('room on a print', () => {
  it('is counted in lines, wide letters twice', () => {
    const room = new Room(3, 10)
    expect(room.linesOf('x'.repeat(10), 'x'.repeat(11), null, '', '字'.repeat(6), 'a\nb')).toBe(
      1 + 2 + 1 + 2 + 2,
    )
  })

  it('takes what fits, in order, and counts the rest', () => {
    const room = new Room(3, 10)
    expect(room.fit([2, 2, 1, 1], (lines) => lines)).toEqual({ shown: [2, 1], more: 2 })
    expect([room.left, room.text('x'), room.text(null)]).toEqual([0, null, null])
  })
})

describe('printed', () => {
  let printer: Printer
  beforeAll(async () => {
    printer = await Printer.start(await browserPath(), { presses: 2 })
  })
  afterAll(() => printer.close())

  const REVEALING = /Title for Testland|What to do|Wallet card|Brand of the site|Recourse/

  it.each(['guide', 'sheet', 'card', 'large'] as const)(
    'a discreet %s has a neutral title and no heads, conforms, and is the same besides',
    async (print) => {
      const from = world({ site: site({ sample: false }) })
      const [open, discreet] = await Promise.all(
        (['open', 'discreet'] as const).map(async (variant) => printer.print(find(print, variant, from))),
      )
      if (!open || !discreet) throw new Error('Nothing was printed.')
      expect(await uaProblems(open)).toEqual([])
      expect(await uaProblems(discreet)).toEqual([])
      const [said, hidden] = [await readPdf(open), await readPdf(discreet)]
      expect([hidden.title, hidden.outline]).toEqual(['Notes', []])
      expect(said.title).toMatch(REVEALING)
      expect(said.pages.join('')).not.toContain('Notes')
      expect(hidden.pages.join('')).not.toMatch(REVEALING)
      expect(Buffer.from(discreet).toString('latin1')).not.toMatch(REVEALING)
      expect((await stringsOf(discreet)).join('\n')).not.toMatch(REVEALING)
      expect(said.outline[0]).toMatch(REVEALING)
      expect([...said.outline, ...(await stringsOf(open))]).not.toContain('Notes')
      expect(hidden.pages).toHaveLength(said.pages.length)
      expect(hidden.body.replace('Notes', '').length).toBeGreaterThan(100)
      expect(said.body).toContain(
        hidden.body.slice(hidden.body.indexOf('Notes') + 'Notes'.length).slice(0, 80),
      )
    },
  )

  it.each(['guide', 'sheet', 'large'] as const)(
    'every page of a discreet %s has the warnings of the open one at its foot, and nothing else of it',
    async (print) => {
      const late = world({ day: legalDate('2030-01-01') })
      const warnings =
        print === 'sheet'
          ? 'Sample content, not verified'
          : 'most entries overdue: last checked 1 September 2026 · Sample content, not verified'
      const feet = {
        open: `Brand of the site.*${warnings}`,
        discreet: `^(?!.*Brand of the site).*${warnings}`,
      }
      for (const variant of ['open', 'discreet'] as const) {
        const { pages, outside } = await readPdf(await printer.print(find(print, variant, late)))
        expect(outside.filter((each) => /overdue|Sample/.test(each))).toEqual([])
        for (const page of pages) {
          const foot = page.replace(/\s+/g, ' ')
          expect(foot).toMatch(new RegExp(feet[variant]))
          expect(foot.split('Sample content, not verified')).toHaveLength(2)
        }
      }
    },
  )

  it('is the same whichever variant is printed first, or alone', async () => {
    const [a, b] = [find('card', 'discreet'), find('card', 'open')]
    const alone = await printer.print({ ...a, pressed: {} })
    await printer.print(b)
    expect(Buffer.from(await printer.print(a)).equals(alone)).toBe(true)
    expect(Buffer.from(await printer.print(find('card', 'discreet'))).equals(alone)).toBe(true)
  })

  it('is refused where its variants cannot be told apart', async () => {
    const html = '<!doctype html><html lang="en"><head><title>A</title></head><body><h1>A</h1></body></html>'
    await expect(printer.print({ ...find('card', 'discreet'), html, pressed: {} })).rejects.toThrow(
      'cannot be told apart',
    )
  })

  it('a large print names an offence once where it begins', async () => {
    const { pages } = await readPdf(await printer.print(find('large')))
    const first = ['I want to report stalking', 'Abolished'].map((words) =>
      pages.find((page) => page.replace(/\s+/g, ' ').includes(words)),
    )
    expect(first).not.toContain(undefined)
    expect(first.filter((page) => /(Stalking|Insult)\s*, continued/.test(page ?? ''))).toEqual([])
  })

  it('a card is the size of a bank card, in letters of 8 points and more', async () => {
    const pdf = await printer.print(find('card'))
    expect((await readPdf(pdf)).heights[0]).toBeGreaterThanOrEqual(8)
    expect(parseHtml(find('card').html).styles.join('')).toMatch(/\.card\{[^}]*width:85\.6mm/)
  })
})
