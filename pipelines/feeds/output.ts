import { hashOf } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf, type FeedFormat } from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { atomText } from './atom.ts'
import { feedsOf, type Feed } from './feeds.ts'
import { jsonText } from './json.ts'

interface FeedOptions {
  /** Address of the site, without a trailing slash: feeds use absolute addresses. */
  publicUrl: string
  /** Time zone of the site's days. */
  timeZone: string
  /** Hash of the rendering code: other code gives other bytes. */
  code: string
}

const WRITERS: Record<FeedFormat, (feed: Feed, publicUrl: string) => string> = {
  atom: atomText,
  json: jsonText,
}

const encoder = new TextEncoder()

/** The feeds of a snapshot as release files: the whole site's and each guide's, in each format. */
export function feedFiles(snapshot: Snapshot, { publicUrl, timeZone, code }: FeedOptions): OutputFile[] {
  return feedsOf(snapshot, publicUrl, timeZone).flatMap((feed) => {
    const { path, ...told } = feed
    return (Object.keys(WRITERS) as FeedFormat[]).map((format) => ({
      path: fileOf(path(format)),
      inputs: hashOf({ code, publicUrl, format, path: path(format), told }),
      make: () => encoder.encode(WRITERS[format](feed, publicUrl)),
    }))
  })
}
