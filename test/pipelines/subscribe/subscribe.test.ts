import { describe, expect, it } from 'vitest'
import { FIRST_CHOICES } from '#domain/mail/subscribing.ts'
import { legalDate } from '#domain/dates.ts'
import type { Choices } from '#domain/mail/subscribers.ts'
import { choicesMail, confirmMail } from '#pipelines/subscribe/mails.ts'
import { requestReceivedPage, linkRequestedPage } from '#pipelines/subscribe/request-pages.ts'
import type { Part, Problem } from '#pipelines/subscribe/choices.ts'
import { confirmedPage, confirmPage } from '#pipelines/subscribe/confirm-pages.ts'
import { linkPage, subscribePage } from '#pipelines/subscribe/form-pages.ts'
import { erasedPage, leavePage, leftPage } from '#pipelines/subscribe/leave-pages.ts'
import { managePage } from '#pipelines/subscribe/manage-page.ts'
import { brokenLinkPage, missingPage, throttledPage } from '#pipelines/subscribe/refusal-pages.ts'
import { formsPolicy, pagePolicy } from '#templates/engine.ts'
import { hrefsOf, idsOf, parseHtml, shapeOf, type Tag } from '../../fixtures/html.ts'
import { site } from '../../fixtures/snapshot.ts'

const TOKEN = 'AbCdEfGhIjKlMnOpQrStUv'
const words = site({ sample: false })
const places = [
  { key: 'testland', name: 'Testland' },
  { key: 'highmoor', name: 'Highmoor' },
]
const stalking: Part = { key: 'testland/offence/stalking', kind: 'offence', title: 'Stalking' }
const police: Part = { key: 'testland/channel/police', kind: 'channel', title: 'Police' }
const offered = { places, of: 'testland', entries: [stalking, police] }
const chosen = { places, entries: [stalking] }
const choices: Choices = {
  places: ['testland'],
  entries: [],
  cadence: 'monthly',
  atOnce: false,
  format: 'text',
}
const problems: Problem[] = [
  { field: 'address', message: 'The address is wrong.' },
  { field: 'places', message: 'No place.' },
  { field: 'cadence', message: 'No cadence.' },
  { field: 'format', message: 'No format.' },
]
const managed = {
  token: TOKEN,
  masked: 'a…@e….org',
  confirmed: legalDate('2026-11-21'),
  notice: null,
  ...offered,
  choices,
  problems: [],
}

const PAGES: Record<string, string> = {
  form: subscribePage(words, { ...offered, choices: FIRST_CHOICES, problems: [], typed: '' }),
  'form, wrong': subscribePage(words, { ...offered, choices, problems, typed: 'ada@' }),
  link: linkPage(words, { typed: '', problems: [] }),
  'link, wrong': linkPage(words, { typed: 'ada@', problems: problems.slice(0, 1) }),
  asked: requestReceivedPage(words),
  'link asked': linkRequestedPage(words),
  confirm: confirmPage(words, { token: TOKEN, ...chosen, choices }),
  confirmed: confirmedPage(words, { ...chosen, choices: { ...choices, places: ['*'] } }),
  'broken confirm': brokenLinkPage(words, 'confirm'),
  'broken manage': brokenLinkPage(words, 'manage'),
  leave: leavePage(words, TOKEN),
  left: leftPage(words, TOKEN),
  erased: erasedPage(words),
  throttled: throttledPage(words, 7),
  missing: missingPage(words),
  active: managePage(words, { ...managed, state: 'active', notice: 'Saved.' }),
  'active, wrong': managePage(words, { ...managed, state: 'active', problems: problems.slice(1) }),
  paused: managePage(words, { ...managed, state: 'paused' }),
  left_: managePage(words, { ...managed, state: 'left' }),
  unconfirmed: managePage(words, { ...managed, state: 'unconfirmed', confirmed: null }),
  suppressed: managePage(words, { ...managed, state: 'suppressed' }),
}
const NAMES = Object.keys(PAGES)
const page = (name: string): string => PAGES[name] ?? ''

const VOID = ['meta', 'br', 'link', 'input']
function unclosed(tags: readonly Tag[]): string[] {
  const open: string[] = []
  for (const { name, closing } of tags)
    if (VOID.includes(name)) continue
    else if (!closing) open.push(name)
    else if (open.at(-1) === name) open.pop()
    else return [...open, `/${name}`]
  return open
}

/** Forms of a page: where they go, and what their fields and buttons send. */
const forms = (html: string): [string, ...string[]][] => {
  const found: [string, ...string[]][] = []
  for (const { name, closing, attributes } of parseHtml(html).tags)
    if (closing) continue
    else if (name === 'form') found.push([`${attributes.method} ${attributes.action}`])
    else if ((name === 'input' || name === 'button') && attributes.name)
      found.at(-1)?.push(`${attributes.name}=${attributes.value}${'checked' in attributes ? ' ✓' : ''}`)
  return found
}

describe('the pages of subscribers', () => {
  it.each(NAMES)('%s is a whole page, of tags that close in order, with every field labelled', (name) => {
    const html = page(name)
    expect(html.startsWith('<!doctype html>\n<html lang="en"')).toBe(true)
    const { tags, text } = parseHtml(html)
    expect(unclosed(tags)).toEqual([])
    const ids = idsOf(html)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    expect(/undefined|\[object|NaN|\{\{|\bnull\b/.exec(text)).toBeNull()
    for (const { attributes } of tags)
      for (const id of [attributes.for, attributes['aria-describedby'], attributes['aria-labelledby']])
        if (id !== undefined) expect(ids).toContain(id)
    for (const href of hrefsOf(html)) if (href.startsWith('#')) expect(ids).toContain(href.slice(1))
  })

  it.each(NAMES)('%s runs nothing but the way out, and sends forms nowhere else', (name) => {
    const { tags, scripts, styles } = parseHtml(page(name))
    expect(scripts).toHaveLength(1)
    expect(styles).toHaveLength(2)
    const meta = tags.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')
    expect(meta?.attributes.content).toBe(formsPolicy)
    expect(
      tags.filter(
        ({ attributes }) => 'src' in attributes || 'style' in attributes || 'onclick' in attributes,
      ),
    ).toEqual([])
    for (const { attributes } of tags.filter((tag) => tag.name === 'form' && !tag.closing)) {
      // What is asked with GET stands in the address: the list of another guide's parts, and nothing that is typed.
      expect(attributes.method).toMatch(attributes.id === undefined ? /^post$/ : /^get$/)
      expect(attributes.action).toMatch(/^\/subscribe(\/(manage|confirm|leave))?(\?t=[\w-]{22})?$/)
    }
    expect(tags.filter(({ attributes }) => attributes.class === 'exit')).toHaveLength(1)
  })

  it('are found by search engines at the form alone', () => {
    const found = NAMES.filter((name) => !page(name).includes('<meta name="robots" content="noindex">'))
    expect(found).toEqual(['form', 'form, wrong'])
    expect(subscribePage(site(), { ...offered, choices, problems: [], typed: '' })).toContain('noindex')
  })

  it('have a policy that differs from that of the site by their style and their forms alone', () => {
    expect(formsPolicy).toMatch(
      /style-src 'sha256-[^']+' 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src 'self'; base-uri 'none'; form-action 'self'$/,
    )
    expect(
      formsPolicy.replace(/ 'sha256-[^']+'(?=; script-src)/, '').replace("action 'self'", "action 'none'"),
    ).toBe(pagePolicy)
  })

  it('send what somebody chooses', () => {
    expect(forms(page('form'))).toEqual([
      [
        'post /subscribe',
        'address=',
        'places=*',
        'places=testland',
        'places=highmoor',
        'of=testland',
        'entries=testland/offence/stalking',
        'entries=testland/channel/police',
        'cadence=daily',
        'cadence=weekly ✓',
        'cadence=monthly',
        'atOnce=yes ✓',
        'format=html ✓',
        'format=text',
      ],
      ['get /subscribe'],
    ])
    const action = `post /subscribe/manage?t=${TOKEN}`
    expect(forms(page('active'))).toEqual([
      [
        action,
        'places=*',
        'places=testland ✓',
        'places=highmoor',
        'of=testland',
        'entries=testland/offence/stalking',
        'entries=testland/channel/police',
        'cadence=daily',
        'cadence=weekly',
        'cadence=monthly ✓',
        'atOnce=yes',
        'format=html',
        'format=text ✓',
        'do=save',
      ],
      ['get /subscribe/manage', `t=${TOKEN}`],
      [action, 'do=pause'],
      [action, 'do=export'],
      [action, 'do=erase'],
    ])
    expect(forms(page('paused')).map(([, ...sent]) => sent.at(-1))).toEqual([
      'do=save',
      `t=${TOKEN}`,
      'do=resume',
      'do=export',
      'do=erase',
    ])
    for (const name of ['left_', 'unconfirmed', 'suppressed'])
      expect(forms(page(name))).toEqual([
        [action, 'do=export'],
        [action, 'do=erase'],
      ])
    expect(forms(page('confirm'))).toEqual([[`post /subscribe/confirm?t=${TOKEN}`]])
    expect(forms(page('leave'))).toEqual([[`post /subscribe/leave?t=${TOKEN}`]])
  })

  it('say what is wrong where it is, and keep what was typed', () => {
    const html = page('form, wrong')
    expect(forms(html)[0]).toEqual([
      'post /subscribe',
      'address=ada@',
      'places=*',
      'places=testland ✓',
      'places=highmoor',
      'of=testland',
      'entries=testland/offence/stalking',
      'entries=testland/channel/police',
      'cadence=daily',
      'cadence=weekly',
      'cadence=monthly ✓',
      'atOnce=yes',
      'format=html',
      'format=text ✓',
    ])
    const { text } = parseHtml(html)
    expect(text).toContain('Not sent yet: Changes by mail')
    for (const { message } of problems) expect(text.split(message)).toHaveLength(3)
  })

  it('print what is typed or stored as words alone', () => {
    const hostile = '"><script>alert(1)</script>{{site.brand}}'
    const wrong: Problem[] = [{ field: 'address', message: hostile }]
    const named = [{ key: hostile, name: hostile }]
    const chosen = { ...choices, places: [hostile], entries: [stalking.key] }
    const both = (bad: boolean): string[] => {
      const text = bad ? hostile : 'words'
      const its = bad ? named : [{ key: 'words', name: 'words' }]
      const of = bad ? chosen : { ...choices, places: ['words'], entries: [stalking.key] }
      const parts = { of: its[0]?.key ?? null, entries: [{ ...stalking, title: text }] }
      const its_problems: Problem[] = bad ? wrong : [{ field: 'address', message: 'words' }]
      return [
        subscribePage(words, { places: its, ...parts, choices: of, problems: its_problems, typed: text }),
        linkPage(words, { typed: text, problems: its_problems }),
        confirmPage(words, { token: TOKEN, places: its, ...parts, choices: of }),
        managePage(words, { ...managed, state: 'active', masked: text, places: its, ...parts, choices: of }),
      ]
    }
    const [bad, good] = [both(true), both(false)]
    for (const [index, html] of bad.entries()) {
      expect(shapeOf(html)).toEqual(shapeOf(good[index] ?? ''))
      expect(parseHtml(html).text + JSON.stringify(parseHtml(html).tags)).toContain('alert(1)')
    }
  })
})

describe('the mails that answer a reader', () => {
  const publicUrl = 'https://guides.example.org'
  const confirm = confirmMail({ publicUrl, subscribeUrl: publicUrl, token: TOKEN, hours: 48 })
  const link = choicesMail({ publicUrl, subscribeUrl: publicUrl, token: TOKEN, days: 30 })

  it('say what to do in plain text', () => {
    expect([link.subject, link.text]).toEqual([
      'The link that you asked for',
      `Somebody asked for updates by mail to this address, or for the link to its settings. It is subscribed already, and nothing has changed.

See, change, pause or erase:
https://guides.example.org/subscribe/manage?t=${TOKEN}

The link works for 30 days. Do not pass this mail on: whoever has the link can use it.

If it was not you, do nothing.

-- 
guides.example.org
`,
    ])
  })

  it('say the same in HTML, and load nothing', () => {
    for (const { text, html, subject } of [confirm, link]) {
      const parsed = parseHtml(html)
      for (const line of text.split('\n').filter((each) => each !== '-- '))
        expect(parsed.text).toContain(line.replace(/:$/, ''))
      expect(parsed.text).toContain(subject)
      expect(
        parsed.tags.filter(({ name }) => ['img', 'link', 'script', 'style', 'form'].includes(name)),
      ).toEqual([])
      expect(html).not.toMatch(/url\(|@import/)
      expect(new Set(hrefsOf(html))).toEqual(new Set([/https:\S+/.exec(text)?.[0]]))
      expect(unclosed(parsed.tags)).toEqual([])
    }
  })

  it('name no law, no place and no reason', () => {
    for (const { subject, text, html } of [confirm, link])
      expect(`${subject}${text}${html}`).not.toMatch(
        /law|harass|police|stalk|guide(?!s\.example)|abuse|victim/i,
      )
  })
})
