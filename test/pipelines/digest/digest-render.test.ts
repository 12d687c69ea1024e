import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import type { RunKind } from '#domain/mail/digests.ts'
import { archivePath, notifiedIn } from '#domain/mail/digests.ts'
import { archivedRun, archivePage } from '#pipelines/digest/archive.ts'
import { digestRenderer, renderDigest, type Recipient } from '#pipelines/digest/render.ts'
import { wrapped } from '#pipelines/digest/text.ts'
import { change, citation, site, withEntry, world, type World } from '../../fixtures/snapshot.ts'
import { hrefsOf, parseHtml, shapeOf } from '../../fixtures/html.ts'
import {
  correction,
  everySort,
  field,
  groundOf,
  nastyChanges,
  PUBLIC_URL,
  recipient,
} from '../../support/mail/digest.ts'

interface Asked {
  kind?: RunKind
  seqs?: number[]
  to?: Partial<Recipient>
  from?: World
}

const render = (changes: Change[], { kind = 'weekly', seqs, to, from }: Asked = {}) =>
  renderDigest({ kind, seqs: seqs ?? changes.map(({ seq }) => seq) }, recipient(to), groundOf(changes, from))

const htmlOf = (...args: Parameters<typeof render>): string => render(...args).html ?? ''

/** What a mail says, read from its HTML as one reads it aloud. */
const aloud = (html: string): string =>
  parseHtml(html.slice(html.indexOf('<body')))
    .text.replace(/\s+/g, ' ')
    .trim()

const INTRO = 'How to change what you get, to pause or to leave stands at the end.'

describe('a digest', () => {
  it('as plain text is whole and reads well alone', () => {
    expect(render(everySort(), { kind: 'monthly' }).text).toMatchInlineSnapshot(`
      "Changes, 21 November 2026

      You asked to be told when pages that you follow change. This mail tells
      of 6 changes: what was, what is now, since when, and by which sources.
      How to change what you get, to pause or to leave stands at the end.

      Words that differ stand between *asterisks*.

      Notice of sample content


      HIGHMOOR


      The contact details of “Police of Highmoor” changed
      Urgent change.

      The old number is no longer answered.

      Numbers and addresses
        Is now: *105*, at any time
        Was: *101*, at any time

      Sources:
      - Page on highmoor-channel-police, law.example.org, s. 1
        https://law.example.org/highmoor-channel-police

      On the page:
      https://guides.example.org/guides/highmoor/#highmoor/channel/police


      Guide for Highmoor:
      https://guides.example.org/guides/highmoor/
      PDF, A4:
      https://guides.example.org/guides/highmoor/highmoor.a4.pdf
      PDF, Letter:
      https://guides.example.org/guides/highmoor/highmoor.letter.pdf

      Have you printed this guide, or kept it as a file? Then your copy is out
      of date.
      What has changed since your copy:
      https://guides.example.org/version/highmoor/


      FARLAND


      The fastest lever for a case there changed
      Change.

      Fastest lever
        Is now:
          Ask for a preservation request.
          It lasts *180* days.
        Was:
          Ask for a preservation request.
          It lasts *90* days.

      Sources:
      - Page on farland-route, law.example.org, s. 1
        https://law.example.org/farland-route

      On the page:
      https://guides.example.org/guides/testland/to/farland/#farland/route


      TESTLAND


      Stalking: the maximum penalty and the section of the law changed
      Change. In force from 1 October 2026.

      The Courts Act 2026 raised the maximum.
      - It binds all courts.
      - Older cases keep the old one.

      Maximum penalty
        Is now: Up to *5* years in prison, a fine, or both. On summary
          conviction up to 12 months.
        Was: Up to *4* years in prison, a fine, or both. On summary conviction
          up to 12 months.

      Section of the law
        Is now: Section 3A
        Was: not stated

      Sources:
      - Page on testland-offence-stalking, law.example.org, s. 1
        https://law.example.org/testland-offence-stalking

      On the page:
      https://guides.example.org/guides/testland/#testland/offence/stalking


      Sending a menacing message
      Withdrawn. Takes force on 1 December 2026.

      Repealed; the new offence replaces it.

      What it covers
        Was: A message that is menacing.


      Guide for Testland:
      https://guides.example.org/guides/testland/
      PDF, A4:
      https://guides.example.org/guides/testland/testland.a4.pdf
      PDF, Letter:
      https://guides.example.org/guides/testland/testland.letter.pdf

      Have you printed this guide, or kept it as a file? Then your copy is out
      of date.
      What has changed since your copy:
      https://guides.example.org/version/testland/


      EVERY GUIDE


      Keeping evidence
      New.

      Sources:
      - Page on global-essential-evidence, law.example.org, s. 1
        https://law.example.org/global-essential-evidence

      On the page:
      https://guides.example.org/essentials/evidence/


      WORDING ONLY

      What these say is what they said: only the wording changed.

      - Testland: step “Report it” changed. A comma.
        https://guides.example.org/guides/testland/#testland/ladder


      ABOUT THIS MAIL

      You get this mail because you asked for changes to the guides you
      follow.

      Change what you get:
      https://guides.example.org/subscribe/manage?t=one

      Pause:
      https://guides.example.org/subscribe/manage?t=two

      Leave:
      https://guides.example.org/subscribe/leave?t=three

      Read this on the web:
      https://guides.example.org/subscribe/digests/weekly-2026-W47/testland

      Brand of the site, guides.example.org
      "
    `)
  })

  it('as HTML says the same', () => {
    expect(aloud(htmlOf(everySort(), { kind: 'monthly' }))).toMatchInlineSnapshot(
      `"Changes, 21 November 2026 You asked to be told when pages that you follow change. This mail tells of 6 changes: what was, what is now, since when, and by which sources. How to change what you get, to pause or to leave stands at the end. Notice of sample content Highmoor The contact details of “Police of Highmoor” changed Urgent change The old number is no longer answered. Numbers and addresses Is now:105, at any time Was:101, at any time Sources Page on highmoor-channel-police, law.example.org, s. 1 Guide for Highmoor · PDF, A4 · PDF, Letter Have you printed this guide, or kept it as a file? Then your copy is out of date. What has changed since your copy Farland The fastest lever for a case there changed Change Fastest lever Is now:Ask for a preservation request.It lasts 180 days. Was:Ask for a preservation request.It lasts 90 days. Sources Page on farland-route, law.example.org, s. 1 Testland Stalking: the maximum penalty and the section of the law changed Change In force from 1 October 2026. The Courts Act 2026 raised the maximum.It binds all courts.Older cases keep the old one. Maximum penalty Is now:Up to 5 years in prison, a fine, or both. On summary conviction up to 12 months. Was:Up to 4 years in prison, a fine, or both. On summary conviction up to 12 months.Section of the law Is now:Section 3A Was: not stated Sources Page on testland-offence-stalking, law.example.org, s. 1 Sending a menacing message Withdrawn Takes force on 1 December 2026. Repealed; the new offence replaces it. What it covers Was:A message that is menacing. Guide for Testland · PDF, A4 · PDF, Letter Have you printed this guide, or kept it as a file? Then your copy is out of date. What has changed since your copy Every guide Keeping evidence New Sources Page on global-essential-evidence, law.example.org, s. 1 Wording only What these say is what they said: only the wording changed. Testland: step “Report it” changed. A comma. You get this mail because you asked for changes to the guides you follow. Change what you get · Pause · Leave · Read this on the web Brand of the site, guides.example.org"`,
    )
  })

  it('of one change is this HTML', () => {
    const html = htmlOf(everySort().slice(0, 1))
    expect(html.slice(html.indexOf('<body'))).toMatchInlineSnapshot(`
      "<body class="paper ink" style="margin:0;padding:0;background:#fdfcf8;color:#1a1c20">
      <table class="paper" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#fdfcf8">
      <tr><td align="center">
      <table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;table-layout:fixed">
      <tr><td class="ink" align="left" style="padding:24px 16px 32px;color:#1a1c20;font:17px/1.55 'Segoe UI',Roboto,'Noto Sans',sans-serif;overflow-wrap:anywhere;word-break:break-word">
      <h1 style="margin:0 0 12px;font-size:24px;line-height:1.25">Changes, 21 November 2026</h1>
      <p style="margin:0 0 16px">You asked to be told when pages that you follow change. This mail tells of one change: what was, what is now, since when, and by which sources. How to change what you get, to pause or to leave stands at the end.</p>
      <p class="amber" style="margin:0 0 16px;padding:8px 12px;background:#fdf3dc;color:#6f4300;font-size:15px">Notice of sample content</p>
      <h2 class="rule" dir="auto" style="margin:32px 0 0;padding-top:12px;border-top:2px solid #1a1c20;font-size:20px;line-height:1.25">Testland</h2>
      <div style="margin:12px 0 0">
      <h3 dir="auto" style="margin:0 0 4px;font-size:18px;line-height:1.3"><a class="link" href="https://guides.example.org/guides/testland/#testland/offence/stalking" style="color:#0a4b68">Stalking: the maximum penalty and the section of the law changed</a></h3>
      <p style="margin:0 0 8px"><b class="edge" style="padding:1px 6px;border:1px solid #8b8575;border-radius:4px;font-size:14px">Change</b> <b>In force from 1 October 2026.</b></p>
      <p dir="auto" style="margin:0 0 8px">The Courts Act 2026 raised the maximum.</p><ul style="margin:0 0 8px;padding-left:24px"><li dir="auto">It binds all courts.</li><li dir="auto">Older cases keep the old one.</li></ul>
      <p class="soft" style="margin:12px 0 4px;font-size:15px;font-weight:bold;color:#474b53">Maximum penalty</p>
      <div class="edge" style="margin:0 0 4px;padding:2px 0 2px 12px;border-left:3px solid #8b8575"><p style="margin:0"><b>Is now:</b></p><p dir="auto" style="margin:0">Up to <ins class="ins" style="color:#1a1c20;background:#eaf4ec;font-weight:bold">5</ins> years in prison, a fine, or both. On summary conviction up to 12 months.</p></div>
      <div class="line" style="margin:0;padding:2px 0 2px 12px;border-left:3px solid #d9d3c5"><p style="margin:0"><b>Was:</b></p><p dir="auto" style="margin:0">Up to <del class="del" style="color:#474b53;background:#f5f2ea">4</del> years in prison, a fine, or both. On summary conviction up to 12 months.</p></div><p class="soft" style="margin:12px 0 4px;font-size:15px;font-weight:bold;color:#474b53">Section of the law</p>
      <div class="edge" style="margin:0 0 4px;padding:2px 0 2px 12px;border-left:3px solid #8b8575"><p style="margin:0"><b>Is now:</b></p><p dir="auto" style="margin:0"><ins class="ins" style="color:#1a1c20;background:#eaf4ec;font-weight:bold">Section 3A</ins></p></div>
      <p class="line" style="margin:0;padding:2px 0 2px 12px;border-left:3px solid #d9d3c5"><b>Was:</b> <span class="soft" style="color:#474b53">not stated</span></p>
      <p class="soft" style="margin:12px 0 0;font-size:15px;color:#474b53">Sources</p>
      <ul style="margin:0;padding-left:24px;font-size:15px"><li dir="auto"><a class="link" href="https://law.example.org/testland-offence-stalking" style="color:#0a4b68">Page on testland-offence-stalking</a>, <span class="soft" style="color:#474b53">law.example.org, s. 1</span></li></ul>
      </div>
      <hr class="line" style="margin:16px 0 0;border:0;border-top:1px solid #d9d3c5">
      <p style="margin:12px 0 0"><a class="link" href="https://guides.example.org/guides/testland/" style="color:#0a4b68">Guide for Testland</a> · <a class="link" href="https://guides.example.org/guides/testland/testland.a4.pdf" style="color:#0a4b68">PDF, A4</a> · <a class="link" href="https://guides.example.org/guides/testland/testland.letter.pdf" style="color:#0a4b68">PDF, Letter</a></p>
      <p style="margin:8px 0 0">Have you printed this guide, or kept it as a file? Then your copy is out of date. <a class="link" href="https://guides.example.org/version/testland/" style="color:#0a4b68">What has changed since your copy</a></p>
      <div class="rule soft" style="margin:40px 0 0;padding-top:16px;border-top:2px solid #1a1c20;font-size:15px;color:#474b53">
      <p style="margin:0 0 8px">You get this mail because you asked for changes to the guides you follow.</p>
      <p style="margin:0 0 8px"><a class="link" href="https://guides.example.org/subscribe/manage?t&#x3D;one" style="color:#0a4b68">Change what you get</a> · <a class="link" href="https://guides.example.org/subscribe/manage?t&#x3D;two" style="color:#0a4b68">Pause</a> · <a class="link" href="https://guides.example.org/subscribe/leave?t&#x3D;three" style="color:#0a4b68">Leave</a> · <a class="link" href="https://guides.example.org/subscribe/digests/weekly-2026-W47/testland" style="color:#0a4b68">Read this on the web</a></p>
      <p style="margin:0">Brand of the site, guides.example.org</p>
      </div>
      </td></tr>
      </table>
      </td></tr>
      </table>
      </body>
      </html>
      "
    `)
  })

  it('that corrects says first what was wrong', () => {
    const { subject, text, html } = render([...everySort(), correction()], { kind: 'at-once', seqs: [7] })
    expect(subject).toBe('Correction, 21 November 2026')
    expect(text).toMatchInlineSnapshot(`
      "Correction, 21 November 2026

      Something that this site published was wrong. This mail says what was
      wrong and what is right, with the sources behind it. How to change what
      you get, to pause or to leave stands at the end.

      Words that differ stand between *asterisks*.

      Notice of sample content


      TESTLAND


      Stalking: the maximum penalty changed
      Correction. In force from 1 October 2026.

      This corrects the change of 1 October 2026. What it said was wrong: the
      right words stand first, the wrong ones after them.

      We misread the schedule: the maximum is 7 years.

      Maximum penalty
        Is now: Up to *7* years in prison, a fine, or both. On summary
          conviction up to 12 months.
        Was: Up to *5* years in prison, a fine, or both. On summary conviction
          up to 12 months.

      Sources:
      - Page on testland-offence-stalking, law.example.org, s. 1
        https://law.example.org/testland-offence-stalking

      On the page:
      https://guides.example.org/guides/testland/#testland/offence/stalking


      Guide for Testland:
      https://guides.example.org/guides/testland/
      PDF, A4:
      https://guides.example.org/guides/testland/testland.a4.pdf
      PDF, Letter:
      https://guides.example.org/guides/testland/testland.letter.pdf

      Have you printed this guide, or kept it as a file? Then your copy is out
      of date.
      What has changed since your copy:
      https://guides.example.org/version/testland/


      ABOUT THIS MAIL

      You get this mail because you asked for changes to the guides you
      follow.

      Change what you get:
      https://guides.example.org/subscribe/manage?t=one

      Pause:
      https://guides.example.org/subscribe/manage?t=two

      Leave:
      https://guides.example.org/subscribe/leave?t=three

      Read this on the web:
      https://guides.example.org/subscribe/digests/weekly-2026-W47/testland

      Brand of the site, guides.example.org
      "
    `)
    expect(aloud(html ?? '')).toContain(
      'Stalking: the maximum penalty changed Correction In force from 1 October 2026. This corrects the change of 1 October 2026. What it said was wrong: the right words stand first, the wrong ones after them. We misread',
    )
  })

  it('claims no earlier mail to those who may not have had one', () => {
    const text = render([...everySort(), correction(), change(8)], { seqs: [7, 8] }).text.replace(/\s+/g, ' ')
    expect(text).toContain('This corrects the change of 1 October 2026, of which something was wrong.')
    expect(text).not.toContain('earlier mail')
  })

  it('is plain text alone for those who asked for that', () => {
    const asked = { kind: 'weekly' as const, to: { format: 'text' as const } }
    expect(render(everySort(), asked)).toEqual({ ...render(everySort()), html: null })
  })
})

describe('what somebody sees over a shoulder', () => {
  it('is a subject and first words that say nothing of what it is about', () => {
    const changes = everySort()
    const { subject, html, text } = render(changes, {
      from: world({ site: site({ brand: 'Harassment Help', strapline: 'Stalked?' }) }),
    })
    expect(subject).toBe('Changes, 21 November 2026')
    expect(parseHtml(html ?? '').tags.filter(({ name }) => name === 'title')).toHaveLength(2)
    for (const beginning of [aloud(html ?? '').slice(0, 230), text.slice(0, 230)])
      for (const word of ['Stalk', 'Harass', 'offence', 'police', 'Testland', 'Highmoor', 'prison'])
        expect(beginning.toLowerCase()).not.toContain(word.toLowerCase())
    expect(aloud(html ?? '').slice(0, 330)).toContain(INTRO)
  })
})

describe('a place', () => {
  it('that has no guide of its own is read in the guide that one follows', () => {
    const route = everySort().slice(4, 5)
    const links = (places: string[]): string[] =>
      hrefsOf(htmlOf(route, { to: { places } })).filter((href) => href.startsWith(`${PUBLIC_URL}/guides/`))
    const pages = (slug: string): string[] => [
      `${PUBLIC_URL}/guides/${slug}/to/farland/#farland/route`,
      `${PUBLIC_URL}/guides/${slug}/`,
      `${PUBLIC_URL}/guides/${slug}/${slug}.a4.pdf`,
      `${PUBLIC_URL}/guides/${slug}/${slug}.letter.pdf`,
    ]
    expect(links(['testland'])).toEqual(pages('testland'))
    expect(links(['highmoor', 'testland'])).toEqual(pages('highmoor'))
    expect(links(['*'])).toEqual(pages('highmoor').slice(0, 1))
    expect(render(route, { to: { places: ['*'] } }).text).toContain('On the page, in the guide for Highmoor:')
  })

  it('inside another guide is read there', () => {
    const inside = change(1, {
      entry: 'northmark/offence/local',
      jurisdiction: 'northmark',
      title: 'Local offence',
    })
    expect(hrefsOf(htmlOf([inside], { to: { places: ['*'] } })).slice(0, 4)).toEqual([
      `${PUBLIC_URL}/guides/testland/northmark/#northmark/offence/local`,
      'https://law.example.org/northmark-offence-local',
      `${PUBLIC_URL}/guides/testland/`,
      `${PUBLIC_URL}/guides/testland/testland.a4.pdf`,
    ])
  })
})

describe('the sources', () => {
  const from = withEntry<'offence'>(world(), 'testland/offence/stalking', (one) => ({
    ...one,
    citations: [
      citation('penalty', ['penalty'], { pinpoint: 's. 3' }),
      citation('penalty', ['penalty', 'section'], { pinpoint: 'sch. 1' }),
      citation('covers', ['covers']),
      citation('host', ['penalty'], { pinpoint: null }),
    ],
  }))
  const sources = (changes: Change[]): string[] =>
    hrefsOf(htmlOf(changes, { from })).filter((href) => href.startsWith('https://law.example.org/'))

  it('are those of the live edition that support what changed, each once', () => {
    expect(sources([change(1)])).toEqual(['https://law.example.org/penalty', 'https://law.example.org/host'])
    expect(render([change(1)], { from }).text).toContain(
      'Sources:\n- Page on penalty, law.example.org, s. 3, sch. 1\n  https://law.example.org/penalty\n- Page on host, law.example.org\n  https://law.example.org/host\n',
    )
  })

  it('are all of them where nothing else changed', () => {
    const only = change(1, { fields: [field('citations', 'Sources', 'One', 'Two')] })
    expect(sources([only])).toHaveLength(3)
    expect(aloud(htmlOf([only], { from }))).toContain('What changed is the sources behind them. Sources now')
  })

  it('are none where the entry is gone, or nothing supports what changed', () => {
    expect(sources([change(1, { kind: 'withdrawn' })])).toEqual([])
    expect(sources([change(1, { fields: [field('reportAs', 'Report it as', 'a', 'b')] })])).toEqual([])
  })
})

describe('links', () => {
  it('are whole addresses, and load nothing', () => {
    const html = htmlOf(everySort(), { kind: 'monthly' })
    for (const href of hrefsOf(html)) expect(href).toMatch(/^https:\/\/(guides|law)\.example\.org\//)
    expect(parseHtml(html).tags.map(({ name }) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(img|script|link|iframe|form)$/)]),
    )
    expect(html).not.toMatch(/url\(|@import|src=/)
  })

  it('of one person stand in no other’s mail', () => {
    const compose = digestRenderer(groundOf(everySort()))
    const letter = { kind: 'weekly' as const, seqs: [1, 2] }
    const one = compose(letter, recipient())
    const links = {
      choices: 'https://a.example/1',
      pause: 'https://a.example/2',
      leave: 'https://a.example/3',
      web: null,
    }
    const other = compose(letter, recipient({ links }))
    for (const text of [other.text, other.html ?? '']) {
      expect(text).not.toContain('/subscribe/')
      for (const href of ['https://a.example/1', 'https://a.example/2', 'https://a.example/3'])
        expect(text).toContain(href)
    }
    expect(compose(letter, recipient())).toEqual(one)
  })

  it('to what every guide prints lead each to their own, whoever came before', () => {
    const compose = digestRenderer(groundOf(everySort()))
    const link = (place: string): string | undefined =>
      hrefsOf(compose({ kind: 'weekly', seqs: [5] }, recipient({ places: [place] })).html ?? '')[0]
    const page = (slug: string): string => `${PUBLIC_URL}/guides/${slug}/to/farland/#farland/route`
    expect(['testland', 'highmoor', 'testland'].map(link)).toEqual(
      ['testland', 'highmoor', 'testland'].map(page),
    )
  })

  it('to a source that no browser may open are words', () => {
    const from = withEntry<'offence'>(world(), 'testland/offence/stalking', (one) => ({
      ...one,
      citations: [
        citation('x', ['penalty'], {
          source: {
            key: 'x',
            precision: 'page',
            url: 'javascript:alert(1)',
            host: 'law.example.org',
            title: 'Bad',
          },
        }),
      ],
    }))
    const { html, text } = render([change(1)], { from })
    expect(html).toContain('Bad, ')
    expect(`${html}${text}`).not.toContain('javascript:')
  })
})

describe('sample content', () => {
  it('says so before anything else, and only where it is', () => {
    const says = (sample: boolean): string[] => {
      const { html, text } = render(everySort(), { from: world({ site: site({ sample }) }) })
      return [aloud(html ?? ''), text]
    }
    for (const text of says(true))
      expect(text.indexOf('Notice of sample content')).toBeLessThan(text.indexOf('stalking'))
    for (const text of says(false)) expect(text).not.toContain('Notice of sample content')
  })
})

describe('words that somebody may write', () => {
  it('are never more than words', () => {
    const plain = nastyChanges().map((each) => ({
      ...each,
      title: 'Title',
      note: (each.note ?? '').replace(/.+/g, 'Words.'),
      fields: each.fields.map((one) => ({ ...one, label: 'Label' })),
    }))
    expect(shapeOf(htmlOf(nastyChanges()))).toEqual(shapeOf(htmlOf(plain)))
    const { subject, html, text } = render(nastyChanges())
    expect(subject).toBe('Changes, 21 November 2026')
    for (const each of [html ?? '', text])
      expect(each).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/)
    expect(text.replace(/\s+/g, ' ')).toContain(
      'TESTLAND Header Bcc: victim@example.org <script>alert(1)</script>',
    )
    expect(text).not.toMatch(/^Bcc:/m)
  })

  it('stand in lines of 72 characters, but for words and addresses that are longer', () => {
    const { text } = render([
      ...everySort(),
      ...nastyChanges().map((each) => ({ ...each, seq: each.seq + 6 })),
    ])
    for (const line of text.split('\n'))
      if (line.length > 72)
        expect(
          line
            .trim()
            .split(' ')
            .filter((word) => word.length > 60),
        ).toHaveLength(1)
    expect(text).not.toMatch(/[ \t]$/m)
  })

  it.each<[string, string[]]>([
    ['', []],
    ['  one   two ', ['> one two']],
    ['one\r\ntwo\n\nthree', ['> one', '+ two', '+ three']],
    [`${'a'.repeat(40)} ${'b'.repeat(40)}`, [`> ${'a'.repeat(40)}`, `+ ${'b'.repeat(40)}`]],
    ['x'.repeat(100), [`> ${'x'.repeat(100)}`]],
    [`${'a'.repeat(35)} ${'b'.repeat(34)}`, [`> ${'a'.repeat(35)} ${'b'.repeat(34)}`]],
    [`${'a'.repeat(35)} ${'b'.repeat(35)}`, [`> ${'a'.repeat(35)}`, `+ ${'b'.repeat(35)}`]],
  ])('%j is wrapped', (text, expected) => {
    expect(wrapped(text, '> ', '+ ')).toEqual(expected)
  })
})

describe('a long digest', () => {
  const long = (seq: number): string =>
    Array.from({ length: 60 }, (_each, index) => `word${(seq * 31 + index * 17) % 5000}`).join(' ')
  const many = (count: number): Change[] =>
    Array.from({ length: count }, (_each, index) =>
      change(index + 1, {
        entry: `testland/offence/number-${index}`,
        title: `Offence ${index}`,
        kind: index === count - 1 ? 'urgent' : 'change',
        note: long(index),
        fields: [field('penalty', 'Maximum penalty', long(index), long(index + 1))],
      }),
    )

  it('stays below what mail readers cut off, the weightiest in full and first', () => {
    const changes = many(1000)
    const { html, text } = render(changes)
    expect(Buffer.byteLength(html ?? '')).toBeLessThan(100_000)
    const said = aloud(html ?? '')
    expect(said.indexOf('Offence 999:')).toBeLessThan(said.indexOf('Offence 0:'))
    const [, left = ''] = /(\d+) more changes have no room in this mail/.exec(said) ?? []
    const named = new Set(said.match(/Offence \d+/g)).size
    expect(named + Number(left)).toBe(1000)
    expect(named).toBeGreaterThan(60)
    expect(text).toContain(`All changes are listed here:\n${PUBLIC_URL}/changes/`)
  })

  it('leaves nothing out that has room', () => {
    const said = aloud(htmlOf(many(30)))
    expect(new Set(said.match(/Offence \d+/g)).size).toBe(30)
    expect(said).not.toContain('no room')
  })
})

describe('a digest on the web', () => {
  const run = { kind: 'weekly' as RunKind, fromSeq: 0, toSeq: 6, startedAt: '2026-11-21T08:00:00.000Z' }
  const page = (place: string, over: Partial<typeof run> = {}, changes = [...everySort(), correction()]) => {
    const { snapshot, timeZone } = groundOf(changes)
    return archivePage({ snapshot, run: { ...run, ...over }, place, timeZone, publicUrl: PUBLIC_URL })
  }
  const main = (html: string | null): string | null =>
    html && aloud(html.slice(html.indexOf('<main'), html.indexOf('</main>')).replace('<main', '<body'))

  it.each<[RunKind, number[]]>([
    ['daily', [1, 2, 3]],
    ['weekly', [1, 2, 3, 4, 5, 6]],
    ['monthly', [1, 2, 3, 4, 5, 6]],
    // Told of all before: the mail compares. And told of nothing before: it says that the entry is new.
    ['at-once', [2]],
    ['at-once', [1, 2]],
    ['at-once', [7]],
  ])('says word for word what a mail said: %s, of the changes %j', (kind, seqs) => {
    const context = groundOf([...everySort(), correction()])
    const { html } = renderDigest({ kind, seqs }, recipient({ places: ['testland'] }), context)
    const { snapshot, timeZone } = context
    const copy = archivePage({
      snapshot,
      run: { ...run, kind, toSeq: 7 },
      place: 'testland',
      told: notifiedIn(archivePath('x/y', 'testland', seqs).split('?told=')[1] ?? '', 7),
      timeZone,
      publicUrl: PUBLIC_URL,
    })
    const [, said = ''] = /<div class="told">([^]*)<\/div>\n<p class="rest">/.exec(copy ?? '') ?? []
    const words = aloud(`<body>${said}</body>`)
    expect(words.length).toBeGreaterThan(20)
    expect(aloud(html ?? '')).toContain(words)
  })

  it('says what a follower of its place was told', () => {
    expect(main(page('testland'))).toMatchInlineSnapshot(
      `"Weekly digest of 21 November 2026 What those who follow Testland were told: what was, what is now, and since when. Farland The fastest lever for a case there changed Change Fastest lever Is now:Ask for a preservation request.It lasts 180 days. Was:Ask for a preservation request.It lasts 90 days. Sources Page on farland-route, law.example.org, s. 1 Testland Stalking: the maximum penalty and the section of the law changed Change In force from 1 October 2026. The Courts Act 2026 raised the maximum.It binds all courts.Older cases keep the old one. Maximum penalty Is now:Up to 5 years in prison, a fine, or both. On summary conviction up to 12 months. Was:Up to 4 years in prison, a fine, or both. On summary conviction up to 12 months.Section of the law Is now:Section 3A Was: not stated Sources Page on testland-offence-stalking, law.example.org, s. 1 Sending a menacing message Withdrawn Takes force on 1 December 2026. Repealed; the new offence replaces it. What it covers Was:A message that is menacing. Guide for Testland · PDF, A4 · PDF, Letter Have you printed this guide, or kept it as a file? Then your copy is out of date. What has changed since your copy Every guide Keeping evidence New Sources Page on global-essential-evidence, law.example.org, s. 1 All changes"`,
    )
  })

  it('says of wording what a monthly digest says', () => {
    expect(main(page('testland', { kind: 'monthly' }))).toContain(
      'Wording only What these say is what they said: only the wording changed.',
    )
  })

  it('says at once what was urgent and what was corrected', () => {
    const of = (place: string, fromSeq: number, toSeq: number) =>
      main(page(place, { kind: 'at-once', fromSeq, toSeq }))
    expect(of('highmoor', 1, 2)).toContain('Told at once of 21 November 2026')
    expect(of('testland', 1, 2)).toBe(null)
    expect(of('testland', 6, 7)).toContain('Testland Stalking: the maximum penalty changed Correction')
    expect(of('testland', 6, 7)).toContain('This corrects the change of 1 October 2026.')
    expect(of('highmoor', 6, 7)).toBe(null)
  })

  it('is there for everything, and for no place that cannot be followed', () => {
    expect(main(page('global'))).toContain('Police of Highmoor')
    expect([
      page('farland'),
      page('atlantis'),
      page('northmark'),
      page('testland', { fromSeq: 7, toSeq: 7 }),
    ]).toEqual([null, null, null, null])
  })

  it('is found by the key of a place, which its mails carry, whatever its slug is today', () => {
    const { snapshot, timeZone } = groundOf(everySort())
    const jurisdictions = snapshot.jurisdictions.map((each) =>
      each.key === 'testland' ? { ...each, slug: 'land-of-tests' as typeof each.slug } : each,
    )
    const at = (place: string): string | null =>
      archivePage({
        snapshot: { ...snapshot, jurisdictions },
        run: { ...run, toSeq: 7 },
        place,
        timeZone,
        publicUrl: PUBLIC_URL,
      })
    expect(at('testland')).toContain('those who follow Testland')
    expect(at('land-of-tests')).toBe(at('testland'))
  })

  it('links nothing that is not there', () => {
    const html = page('global', { kind: 'monthly' }) ?? ''
    const ids = new Set(parseHtml(html).tags.map(({ attributes }) => attributes.id))
    for (const href of hrefsOf(html)) if (href.startsWith('#')) expect(ids).toContain(href.slice(1))
  })

  it.each([
    ['weekly/2026-W47', 'testland', '/subscribe/digests/weekly-2026-W47/testland'],
    ['at-once/40', '*', '/subscribe/digests/at-once-40/global'],
    ['daily/2026-11-21', 'highmoor', '/subscribe/digests/daily-2026-11-21/highmoor'],
  ])('of %s for %s stands at %s', (key, place, path) => {
    expect(archivePath(key, place)).toBe(path)
    expect(archivedRun(path.split('/')[3] ?? '')).toBe(key)
  })

  it('of one letter carries what it told', () => {
    const path = archivePath('at-once/40', 'testland', [5, 6, 7, 9, 40])
    expect(path).toBe('/subscribe/digests/at-once-40/testland?told=5-7.9.40')
    expect(notifiedIn('5-7.9.40', 40)).toEqual([5, 6, 7, 9, 40])
    expect(notifiedIn('5-7.9.40', 8)).toEqual([5, 6, 7])
    expect(notifiedIn('1-999999999', 3)).toEqual([1, 2, 3])
    for (const none of ['', '0', 'a', '5-', '-5', '5,6', '9-5', '1'.repeat(12)])
      expect(notifiedIn(none, 40)).toBe(null)
    const scattered = Array.from({ length: 2_000 }, (_each, index) => 2 * index + 1)
    expect(archivePath('weekly/1', 'testland', scattered)).toBe('/subscribe/digests/weekly-1/testland')
  })

  it.each(['', 'weekly', 'weekly-', 'hourly-1', 'weekly-../x', 'weekly-2026-W47/x'])(
    'is nothing at %j',
    (segment) => {
      expect(archivedRun(segment)).toBe(null)
    },
  )
})
