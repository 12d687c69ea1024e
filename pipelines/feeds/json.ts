import { htmlOf, type Feed } from './feeds.ts'

/** A feed as a JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function jsonText(feed: Feed, publicUrl: string): string {
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.url,
    feed_url: publicUrl + feed.path('json'),
    description: feed.subtitle,
    language: feed.language,
    authors: [{ name: feed.author }],
    items: feed.entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      content_html: htmlOf(entry),
      date_published: entry.published,
      date_modified: entry.updated,
      tags: [entry.kind.label, entry.place.label],
    })),
  }
  return `${JSON.stringify(document, null, 1)}\n`
}
