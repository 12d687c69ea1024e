import { describe, expect, it } from 'vitest'
import { claimIds } from '#domain/content/fields.ts'
import type { Entry } from '#domain/content/content.ts'
import { KINDS } from '#domain/keys.ts'
import { reportableClaims } from '#domain/publish/reportable.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { parseHtml } from '../../fixtures/html.ts'
import { citation, snapshotOf, source, world } from '../../fixtures/snapshot.ts'

const SITE = 'https://claims.example.org/'

/** An entry that cites a page of its own for each claim, so that the numbers of its sources tell where a claim stands. */
const citedApart = (entry: Entry): Entry => ({
  ...entry,
  citations: claimIds(entry).map((claim) => {
    const name = `${entry.key}?${claim}`
    return citation(name, [claim], { source: source(name, { url: SITE + name }) })
  }),
})

/** The claims of each entry that a page shows, in its order. */
function claimsOn(html: string): Map<string, string[]> {
  const { tags } = parseHtml(html)
  const named = new Map(
    tags.flatMap(({ attributes: { id = '', href } }, index) => {
      const cited = id.startsWith('source-') ? (tags[index + 1]?.attributes.href ?? '') : ''
      return href === undefined && cited.startsWith(SITE) ? [[`#${id}`, cited.slice(SITE.length)]] : []
    }),
  )
  const shown = new Map<string, string[]>()
  for (const { attributes } of tags) {
    const [entry, claim] =
      attributes.class === 'ref' ? (named.get(attributes.href ?? '')?.split('?') ?? []) : []
    if (entry === undefined || claim === undefined) continue
    const before = shown.get(entry) ?? []
    if (!before.includes(claim)) shown.set(entry, [...before, claim])
  }
  return shown
}

const live = world().live.map((each) => citedApart('entry' in each ? each.entry : each))
const pages = pagesOf(snapshotOf(world({ live })), new Map()).map((page): [string, Map<string, string[]>] => [
  page.path,
  claimsOn(renderPage(page)),
])

describe('the claims of which a reader can say that they are wrong', () => {
  it.each(KINDS)('%s: are offered in the order of every page that shows them', (kind) => {
    for (const entry of live.filter((each) => each.kind === kind)) {
      const offered = reportableClaims(entry).map(({ id }) => id)
      const showing = pages.flatMap(([path, shown]) => {
        const claims = shown.get(entry.key)
        return claims ? [[path, claims] as const] : []
      })
      for (const [path, claims] of showing)
        expect(
          offered.filter((claim) => claims.includes(claim)),
          `${entry.key} on ${path}`,
        ).toEqual(claims)
      const anywhere = new Set(showing.flatMap(([, claims]) => claims))
      expect(new Set(offered), entry.key).toEqual(anywhere)
    }
  })
})
