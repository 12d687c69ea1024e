import { describe, expect, it } from 'vitest'
import type { Entry } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import { plainText } from '#domain/content/rich-text.ts'
import { wordsOf } from '#pipelines/pdf/finish/words.ts'
import { documentsOf, type PrintDocument } from '#pipelines/pdf/documents.ts'
import { runningWords } from '#pipelines/pdf/running.ts'
import { pdfFiles } from '#pipelines/pdf/output.ts'
import { cssString } from '#templates/helpers.ts'
import { hrefsOf, idsOf, parseHtml, shapeOf } from '../../fixtures/html.ts'
import {
  citation,
  contact,
  entry,
  link,
  place,
  rewordWorld,
  site,
  snapshotOf,
  withEntry,
  world,
  type World,
} from '../../fixtures/snapshot.ts'

/** The prints of whole guides that say what they are. */
const documents = (from: World = world()): PrintDocument[] =>
  documentsOf(snapshotOf(from), { prints: ['guide'] }).filter(({ variant }) => variant === 'open')

const print = (from: World = world(), path = '/guides/testland/testland.a4.pdf'): string => {
  const found = documents(from).find((each) => each.path === path)
  if (!found) throw new Error(`There is no document ${path}`)
  return found.html
}

/** The text of a print, with its white space evened out. */
const text = (html: string): string => parseHtml(html).text.replace(/\s+/g, ' ')

describe('the documents of a snapshot', () => {
  it('are one for each guide and paper, with the day on which the guide last changed', () => {
    const from = world()
    const changed = {
      ...from,
      live: from.live.map((each) =>
        (each as Entry).key === 'highmoor/profile'
          ? { entry: each as Entry, since: legalDate('2026-11-03') }
          : each,
      ),
    }
    expect(documents(changed).map(({ path, paper, date }) => [path, paper, date])).toEqual([
      ['/guides/highmoor/highmoor.a4.pdf', 'a4', '2026-11-03'],
      ['/guides/highmoor/highmoor.letter.pdf', 'letter', '2026-11-03'],
      ['/guides/testland/testland.a4.pdf', 'a4', '2026-09-15'],
      ['/guides/testland/testland.letter.pdf', 'letter', '2026-09-15'],
    ])
  })

  it('are none of a guide that is not published', () => {
    expect(documents(world({ live: [] }))).toEqual([])
  })

  it('differ between papers in nothing but the size', () => {
    const [a4, letter] = ['a4', 'letter'].map((paper) =>
      print(world(), `/guides/testland/testland.${paper}.pdf`),
    )
    expect(a4).toContain('@page { size: A4;')
    expect(letter).toBe(a4?.replace('size: A4;', 'size: Letter;'))
  })

  it('are files of a release, made of their HTML, their day and what prints them', async () => {
    const snapshot = snapshotOf(world())
    const printed: string[] = []
    const files = pdfFiles(snapshot, { key: 'browser 156', prints: ['guide'] }, async (document) => {
      printed.push(document.path)
      return new TextEncoder().encode(document.html)
    })
    expect(files.map(({ path }) => `/${path}`)).toEqual(
      documents().flatMap(({ path }) => [path, path.replace(/(?=[^/]*$)/, 'notes-')]),
    )
    expect(printed).toEqual([])
    expect(new TextDecoder().decode(await files[4]?.make())).toBe(print())
    expect(printed).toEqual(['/guides/testland/testland.a4.pdf'])

    const inputs = (from: World, key = 'browser 156') =>
      pdfFiles(snapshotOf(from), { key, prints: ['guide'] }, async () => new Uint8Array()).map(
        (file) => file.inputs,
      )
    const before = files.map((file) => file.inputs)
    expect(new Set(before).size).toBe(8)
    expect(inputs(world())).toEqual(before)
    expect(inputs(world(), 'browser 157').filter((each) => before.includes(each))).toEqual([])
    const reworded = withEntry<'channel'>(world(), 'highmoor/channel/police', (one) => ({
      ...one,
      content: { ...one.content, does: 'Something else' },
    }))
    expect(inputs(reworded).map((each, index) => each === before[index])).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ])
  })
})

describe('a print', () => {
  it('folds nothing away, asks for nothing and runs nothing', () => {
    for (const { path, html } of documents()) {
      const { tags, styles, scripts } = parseHtml(html)
      const folded = tags.filter(
        ({ name, attributes }) =>
          ['details', 'summary', 'script', 'img', 'link', 'iframe', 'button'].includes(name) ||
          'hidden' in attributes ||
          'src' in attributes,
      )
      expect([path, folded, scripts]).toEqual([path, [], []])
      expect(styles.join('')).not.toMatch(/url\(|@import|display:\s*none/)
    }
  })

  it('has every block of the guide, in order', () => {
    const kinds = parseHtml(print()).tags.flatMap(({ attributes }) => attributes['data-kind'] ?? [])
    expect(kinds).toEqual([
      'emergency',
      'channel',
      'national-body',
      'national-body',
      'offence',
      'offence',
      'doxxing',
      'recording',
      'section',
      'channel',
      'offence',
      'route',
      'route',
      'ladder-step',
      'ladder-step',
      'essential',
      'essential',
      ...Array.from({ length: 13 }, () => 'source'),
    ])
  })

  it('has every essay in full: each section, its words, its links and how sure it is', () => {
    const printed = text(print())
    const essays = world().live.flatMap((each) => ('kind' in each && each.kind === 'essential' ? [each] : []))
    expect(essays).toHaveLength(2)
    for (const { content } of essays) {
      expect(printed).toContain(content.title)
      for (const section of content.sections) {
        expect(printed).toContain(section.heading)
        for (const line of plainText(section.body).split('\n')) expect(printed).toContain(line)
        if (section.confidenceNote) expect(printed).toContain(section.confidenceNote)
      }
    }
    expect(printed).toContain('First body, link (help.example.org/essay)')
  })

  /** The words of a world that its print does not have. */
  const silent = (from: World): string[] => {
    const said: string[] = []
    rewordWorld(from, (words) => {
      said.push(words)
      return words
    })
    const printed = text(print(from))
    return [
      ...new Set(said.flatMap((words) => words.split('\n').map((part) => part.replace(/^- /, '')))),
    ].filter((part) => !printed.includes(part.replaceAll('{place}', 'Testland')))
  }

  it('has every word of the guide that is not kept for the desk or for the site', () => {
    const from = world()
    // What the print of this guide is made of: not the other guide, the route home or the law of its sections.
    const own = {
      ...from,
      live: from.live.filter(
        (each) =>
          !/^(highmoor|testland\/route|united-realm\/profile|northmark\/[co])/.test((each as Entry).key),
      ),
    }
    const { strapline, exitLabel, about, elsewhere } = site()
    const onSite = [
      strapline,
      exitLabel,
      // They lead to an offence by a link: paper has its contents instead.
      ...['They follow me everywhere', 'They posted my address'],
      ...`${about}\n${elsewhere}`.split('\n').map((line) => line.replace(/^- /, '')),
    ]
    const forDesk = /^(before|after|quoted words on .*|s\. 1|c\. 7|TL|Highmoor|law\.example\.org)$/
    const missing = silent(own).filter((part) => !onSite.includes(part) && !forDesk.test(part))
    expect(missing.filter((part) => !/emergency/.test(part))).toEqual([])
  })

  it('has the notes on the emergency number', () => {
    expect(silent(world()).filter((part) => /emergency/.test(part))).toEqual([])
  })

  it('has the channels and offences of its sections', () => {
    expect(text(print())).toContain('Local police')
    expect(text(print())).toContain('Local offence')
  })

  it('has addresses as text, broken only between their parts', () => {
    const html = print()
    expect(html).toContain(
      'Form to fill in: <span class="url">forms.<wbr>example.<wbr>org/<wbr>complaint</span>',
    )
    // Links lead only to the list of sources and the chapters of the print itself.
    const ids = new Set(idsOf(html))
    expect(hrefsOf(html).filter((href) => !ids.has(href.replace(/^#/, '')))).toEqual([])
    expect(text(html)).toContain('abroad.example.org/portal')
  })

  it('numbers its sources without gaps, and refers to none that is not there', () => {
    for (const { path, html } of documents()) {
      const { tags } = parseHtml(html)
      const listed = tags.flatMap(({ attributes }) =>
        attributes['data-kind'] === 'source' ? [Number(attributes.id?.replace('source-', ''))] : [],
      )
      const refs = hrefsOf(html).flatMap((href) =>
        href.startsWith('#source-') ? [Number(href.replace('#source-', ''))] : [],
      )
      expect([path, listed]).toEqual([path, listed.map((_each, index) => index + 1)])
      expect([path, [...new Set(refs)].sort((a, b) => a - b)]).toEqual([path, listed])
    }
  })

  /** True where the print of a world in which one claim has a source of its own refers to it. */
  const isCited = (key: string, claim: string): boolean => {
    const html = print(
      withEntry(world(), key, (one) => ({ ...one, citations: [citation('of-the-claim', [claim])] }) as Entry),
    )
    const id = /<li id="(source-\d+)"[^>]*>Page on of-the-claim/.exec(html)?.[1]
    return id !== undefined && hrefsOf(html).includes(`#${id}`)
  }

  it.each([
    ['testland/profile', 'doxxing'],
    ['testland/profile', 'recording'],
    ['northmark/profile', 'recording'],
    ['testland/channel/police', 'does'],
    ['testland/channel/not-for-you', 'instead'],
    ['testland/offence/stalking', 'standing'],
    ['testland/offence/stalking', 'penalty'],
    ['testland/offence/stalking', 'covers'],
    ['testland/offence/stalking', 'section'],
    ['testland/offence/stalking', 'classification'],
    ['testland/offence/stalking', 'elements'],
    ['united-realm/route', 'lever'],
    ['united-realm/route', 'mechanism'],
    ['united-realm/route', 'caveat'],
    ['testland/ladder', 'steps.abroad'],
    ['global/essential/evidence', 'summary'],
    ['global/essential/evidence', 'sections.first'],
  ])('refers from %s to the source of its claim “%s”', (key, claim) => {
    expect(isCited(key, claim)).toBe(true)
  })

  it.each([
    ['testland/profile', 'emergency'],
    ['testland/channel/police', 'contacts'],
    ['testland/channel/police', 'role'],
    ['northmark/profile', 'ownOffences'],
  ])('refers from %s to the source of its claim “%s”, which it prints', (key, claim) => {
    expect(isCited(key, claim)).toBe(true)
  })

  /** The kinds of pages with a header, and its halves, as a browser reads them. */
  const heads = (html: string): string[][] =>
    [
      ...html.matchAll(
        /@page (\w+) \{ @top-left \{ content: "([^"]*)"; \} @top-right \{ content: "([^"]*)"; \} \}/g,
      ),
    ].map(([, name = '', left = '', right = '']) => [name, uncss(left), uncss(right)])

  it('has its title and the emergency number in the head of every page but the first', () => {
    expect(heads(print())).toEqual([['inside', 'Title for Testland', 'Emergency in Testland Call 999']])
  })

  it('counts its pages in the words of the catalogue', () => {
    const [, style = ''] = parseHtml(print()).styles
    expect(/@bottom-right \{ content: ([^;]*);/.exec(style)?.[1]).toBe(
      '"Page " counter(page) " of " counter(pages)',
    )
  })

  /** The lines of the contents: where each leads, and what it says. */
  const contents = (html: string): [string | undefined, string][] =>
    [...html.matchAll(/<a href="#([^"]+)"><span>([^<]*)<\/span> <span class="folio" data-of="([^"]+)"/g)].map(
      ([, id, label = '', of]) => [id === of ? id : undefined, label],
    )

  it('has contents: its steps with their numbers, and what is in them, each with room for a page', () => {
    const html = print()
    const lines = contents(html)
    expect(lines.map(([, label]) => label)).toEqual([
      '1. Record heading',
      'Police of the place',
      '2. National heading',
      'Regulator',
      'Desk of elsewhere',
      '3. Offences heading',
      'Stalking',
      'Insult',
      '4. Doxxing in Testland',
      '5. Recording heading',
      '6. Sections heading',
      '7. Abroad heading',
      'If the person is in the United Realm',
      'If the person is in Farland',
      '8. Ladder heading',
      '9. Essentials heading',
      'Keeping evidence',
      'Platforms',
      'Sources',
    ])
    const ids = idsOf(html)
    expect(lines.filter(([id = '']) => !ids.includes(id.replaceAll('&#x2F;', '/')))).toEqual([])
  })

  it('bears its version and its age at the foot of each page, and says that sample content is one', () => {
    const foot = (from: World): string =>
      uncss(/@bottom-left \{ content: "([^"]*)"/.exec(print(from))?.[1] ?? '')
    expect(foot(world())).toMatch(
      /^Brand of the site · Testland · version [0-9a-f]{10} · most entries checked 1 September 2026, 1 overdue · Sample content, not verified$/,
    )
    expect(foot(world({ site: site({ sample: false }) }))).toMatch(
      /^Brand of the site · Testland · version [0-9a-f]{10} · most entries checked 1 September 2026, 1 overdue$/,
    )
  })

  it.each([
    '<script>alert(1)</script>',
    '</style><img src=x onerror=alert(1)>',
    '"; } } body { display: none } /*',
    "' onmouseover='alert(1)",
    '{{site.brand}}{{{site.brand}}}',
    '\\"\\27 \n',
    'a\u2028b\u2029c',
    'x'.repeat(5000),
  ])('prints %j as words, in its text and in its headers', (hostile) => {
    const from = rewordWorld(world(), (words) => `⟦${words}⟧`)
    const words = hostile.replace('\n', '')
    const other = rewordWorld(world(), (said) => `${words}⟦${said}⟧`)
    const plain = documents(from)
    for (const [index, { path, html }] of documents(other).entries()) {
      const before = plain[index]?.html ?? ''
      expect(shapeOf(html), path).toEqual(shapeOf(before))
      const styles = parseHtml(html).styles
      expect(styles[0]).toBe(parseHtml(before).styles[0])
      const said = wordsOf(html)
      const [[, left = '', right = ''] = [], ...others] = heads(html)
      expect(others).toEqual([])
      expect(left.replace(/\s/g, ' ')).toBe(runningWords(said.title))
      const starts = [...said.headings].map((heading) => `${runningWords(heading, 24)} Call `)
      expect(
        starts.some((start) => right.replace(/\s/g, ' ').startsWith(start)),
        right,
      ).toBe(true)
      // Take the words out of every string, and the style is the same.
      const bare = (style = ''): string => style.replace(/"[^"]*"/g, '""')
      expect(bare(styles[1]), path).toBe(bare(parseHtml(before).styles[1]))
    }
  })

  it('prints no address of a script as a link', () => {
    const BAD = 'javascript:alert(1)'
    const from = withEntry<'route'>(world(), 'farland/route', (one) => ({
      ...one,
      content: {
        ...one.content,
        contacts: [contact({ kind: 'web', value: BAD, printed: 'Bad' })],
        links: [link({ url: BAD })],
      },
    }))
    expect(hrefsOf(print(from)).filter((href) => !href.startsWith('#'))).toEqual([])
  })

  it('is whole where there is little to print', () => {
    const bare = world({
      jurisdictions: [place('testland')],
      live: [
        entry('profile', {
          citations: [],
          content: {
            emergency: { contacts: [contact()], useWhen: null, say: null, note: null },
            doxxing: null,
            recording: null,
          },
        }),
      ],
    })
    const html = print(bare)
    expect(html).toContain('Call <strong>999</strong>')
    expect(hrefsOf(html)).toEqual(['#sources'])
    expect(idsOf(html)).toEqual(['sources'])
  })
})

describe('words in a margin', () => {
  it.each([
    ['Scotland', 'Scotland'],
    ['Offences that the police know by name', 'Offences that the police know by name'],
    ['x'.repeat(24), 'x'.repeat(24)],
    [`A ${'x'.repeat(25)} B`, `A ${'x'.repeat(23)}… B`],
    ['𝒜'.repeat(25), `${'𝒜'.repeat(23)}…`],
    ['ten chars '.repeat(7), `${'ten chars '.repeat(6).slice(0, 59)}…`],
  ])('of %j are %j', (words, running) => {
    expect(runningWords(words)).toBe(running)
  })
})

/** What a browser reads in a string of CSS. */
const uncss = (css: string): string =>
  css.replace(/\\([0-9a-f]{1,6}) /g, (_whole, hex: string) => String.fromCodePoint(parseInt(hex, 16)))

describe('a string of CSS', () => {
  it.each([
    ['Scotland', 'Scotland'],
    ['New South Wales 2', 'New South Wales 2'],
    ['a"b', 'a\\000022 b'],
    ["it's", 'it\\000027 s'],
    ['</style>', '\\00003c \\00002f style\\00003e '],
    ['a\\b', 'a\\00005c b'],
    ['a\nb', 'a\\00000a b'],
    ['é', '\\0000e9 '],
    ['𝒜', '\\01d49c '],
    ['}', '\\00007d '],
    ['', ''],
  ])('has %j as %j', (words, css) => {
    expect(cssString(words)).toBe(css)
    expect(uncss(css)).toBe(words)
  })
})
