import { describe, expect, it } from 'vitest'
import { languageOf } from '#domain/content/language.ts'
import { archivePage } from '#pipelines/digest/archive.ts'
import { renderDigest } from '#pipelines/digest/render.ts'
import { feedFiles } from '#pipelines/feeds/output.ts'
import { htmlFiles } from '#pipelines/html/output.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { choicesMail } from '#pipelines/subscribe/mails.ts'
import { subscribePage } from '#pipelines/subscribe/form-pages.ts'
import { FIRST_CHOICES } from '#domain/mail/subscribing.ts'
import { parseHtml } from '../../fixtures/html.ts'
import { site, snapshotOf, world } from '../../fixtures/snapshot.ts'
import { everySort, groundOf, PUBLIC_URL, recipient } from '../../support/mail/digest.ts'

const options = { publicUrl: PUBLIC_URL, timeZone: 'UTC', code: '' }
const attributesOf = (html: string) => {
  const root = parseHtml(html).tags.find(({ name }) => name === 'html')
  return { lang: root?.attributes.lang, dir: root?.attributes.dir }
}

describe.each([
  [undefined, 'en', 'ltr'],
  ['cy', 'cy', 'ltr'],
  ['ar', 'ar', 'rtl'],
])('a site whose language is %s', (language, lang, dir) => {
  const own = site(language === undefined ? {} : { language })
  const ground = groundOf(everySort(), world({ site: own }))
  const { snapshot } = ground

  it('says so on every page, and on every print', async () => {
    const pages = htmlFiles(snapshot, new Map(), '')
    expect(pages.length).toBeGreaterThan(5)
    for (const page of pages)
      expect(attributesOf(new TextDecoder().decode(await page.make())), page.path).toEqual({ lang, dir })
    for (const { path, html } of documentsOf(snapshot))
      expect(attributesOf(html), path).toEqual({ lang, dir })
    const form = subscribePage(own, {
      places: [],
      of: null,
      entries: [],
      choices: FIRST_CHOICES,
      problems: [],
      typed: '',
    })
    expect(attributesOf(form)).toEqual({ lang, dir })
  })

  it('says so in every feed', async () => {
    for (const feed of feedFiles(snapshot, options)) {
      const text = new TextDecoder().decode(await feed.make())
      if (feed.path.endsWith('.json')) expect(JSON.parse(text), feed.path).toMatchObject({ language: lang })
      else expect(text, feed.path).toContain(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`)
    }
  })

  it('says so in a digest, and where it is read on the web', () => {
    const seqs = snapshot.changes.map(({ seq }) => seq)
    const digest = renderDigest({ kind: 'monthly', seqs }, recipient({ format: 'html' }), ground)
    expect(attributesOf(digest.html ?? '')).toEqual({ lang, dir })
    const run = { kind: 'monthly' as const, fromSeq: 0, toSeq: 99, startedAt: '2026-11-21T10:00:00.000Z' }
    const page = archivePage({ ...options, snapshot, run, place: 'global' })
    expect(attributesOf(page ?? '')).toEqual({ lang, dir })
  })
})

it('the mails about a subscription are in the language of the catalogue', () => {
  const { html } = choicesMail({ publicUrl: PUBLIC_URL, subscribeUrl: PUBLIC_URL, token: 'x', days: 2 })
  expect(attributesOf(html)).toEqual(languageOf({}))
})

it('a language that is not named leaves the hash of a snapshot as it was', () => {
  const named = snapshotOf(world({ site: site({ language: 'cy' }) }))
  expect(snapshotOf(world()).hash).not.toBe(named.hash)
  expect('language' in snapshotOf(world()).site).toBe(false)
})
