import { hashOf } from '#domain/hash.ts'
import { lastFew } from '#domain/last-few.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf, paths, type FeedFormat } from '#domain/publish/paths.ts'
import { slicesOf, type GuideSlice } from '#domain/publish/slices.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { atomText } from './atom.ts'
import { feedOfGuide, feedOfSite, type Feed } from './feeds.ts'
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

const FORMATS = Object.keys(WRITERS) as FeedFormat[]

interface Composing extends Omit<FeedOptions, 'code'> {
  slice: GuideSlice
}

/** The feed of a guide, composed for all its formats. */
const composed = lastFew(({ slice, publicUrl, timeZone }: Composing) =>
  feedOfGuide(slice, publicUrl, timeZone),
)

/** The feed of a guide as release files. It is composed when the first of them is made. */
export function guideFeedFiles(slice: GuideSlice, { publicUrl, timeZone, code }: FeedOptions): OutputFile[] {
  const composing: Composing = { slice, publicUrl, timeZone }
  return FORMATS.map((format) => {
    const path = fileOf(paths.guideFeed(slice.guide.place.slug, format))
    return {
      path,
      inputs: hashOf({ code, publicUrl, timeZone, path, inputs: slice.inputs }),
      make: () => encoder.encode(WRITERS[format](composed(composing), publicUrl)),
    }
  })
}

/** The feed of the whole site as release files. */
export function siteFeedFiles(snapshot: Snapshot, { publicUrl, timeZone, code }: FeedOptions): OutputFile[] {
  const feed = feedOfSite(snapshot, publicUrl, timeZone)
  const { path, ...told } = feed
  return FORMATS.map((format) => ({
    path: fileOf(path(format)),
    inputs: hashOf({ code, publicUrl, format, path: path(format), told }),
    make: () => encoder.encode(WRITERS[format](feed, publicUrl)),
  }))
}

/** All feeds of a snapshot as release files. */
export const feedFiles = (snapshot: Snapshot, options: FeedOptions): OutputFile[] => [
  ...siteFeedFiles(snapshot, options),
  ...[...slicesOf(snapshot)].flatMap((slice) => guideFeedFiles(slice, options)),
]
