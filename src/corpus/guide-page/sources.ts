/** A host name as a page prints it. */
const HOST = /(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}/i

const OFFICIAL = /Official source\s*·\s*/

export const isSourceLine = (text: string): boolean => OFFICIAL.test(text) && OFFICIAL.exec(text)?.index === 0

/** The hosts of a line of sources, which stand without a space between them: “a.org ↗b.org ↗”. */
export const hostsIn = (text: string): string[] =>
  text
    .replace(OFFICIAL, '')
    .split('↗')
    .flatMap((part) => HOST.exec(part.trim())?.[0].toLowerCase() ?? [])

export interface ContactLine {
  /** The site that the channel leads to. */
  host: string | null
  /** Numbers and words between the site and the source. */
  words: string
  /** The site named as the official source. */
  source: string | null
}

/** The last line of a channel: its site, how to reach it, and the source, run together. Null for another line. */
export function contactLine(text: string): ContactLine | null {
  const official = OFFICIAL.exec(text)
  const before = official ? text.slice(0, official.index) : text
  const arrow = new RegExp(`^(${HOST.source})\\s*→\\s*`, 'i').exec(before)
  if (!official && !arrow) return null
  return {
    host: arrow?.[1]?.toLowerCase() ?? null,
    words: before.slice(arrow?.[0].length ?? 0).trim(),
    source: official ? (hostsIn(text.slice(official.index))[0] ?? null) : null,
  }
}
