import { FEED_TYPES } from '#domain/publish/paths.ts'
import { htmlOf, type Feed, type FeedEntry } from './feeds.ts'
import { xmlAttribute, xmlText } from './xml.ts'

const element = (name: string, text: string, attributes = ''): string =>
  `<${name}${attributes}>${xmlText(text)}</${name}>`

const link = (rel: string, type: string, href: string): string =>
  `<link rel="${rel}" type="${type}" href="${xmlAttribute(href)}"/>`

const category = (scheme: string, { term, label }: FeedEntry['kind']): string =>
  `<category scheme="${xmlAttribute(scheme)}" term="${xmlAttribute(term)}" label="${xmlAttribute(label)}"/>`

/** A feed as an Atom document (RFC 4287). */
export function atomText(feed: Feed, publicUrl: string): string {
  const tag = feed.id.slice(0, feed.id.lastIndexOf(':'))
  const entries = feed.entries.map((entry) => [
    '<entry>',
    element('id', entry.id),
    element('title', entry.title),
    link('alternate', 'text/html', entry.url),
    element('published', entry.published),
    element('updated', entry.updated),
    category(`${tag}:kind`, entry.kind),
    category(`${tag}:place`, entry.place),
    element('content', htmlOf(entry), ' type="html"'),
    '</entry>',
  ])
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlAttribute(feed.language)}">`,
    element('id', feed.id),
    element('title', feed.title),
    element('subtitle', feed.subtitle),
    link('self', FEED_TYPES.atom, publicUrl + feed.path('atom')),
    link('alternate', 'text/html', feed.url),
    element('updated', feed.updated),
    `<author>${element('name', feed.author)}</author>`,
    ...entries.flat(),
    '</feed>',
  ]
  return `${lines.join('\n')}\n`
}
