import { dayIn } from '#domain/dates.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { digestRenderer, type DigestContext } from '#pipelines/digest/render.ts'
import { newestSeq } from '#store/publish/changes.ts'
import { readMailFooter } from '#store/mail/mail-sender.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import type { Context } from '../../context.ts'

/** What is live, in the form digests need. */
export interface LiveDigest {
  snapshot: Snapshot
  render: ReturnType<typeof digestRenderer>
}

/** How long a read is cached while nothing goes live, in milliseconds. */
const FRESH = 60_000

export async function readDigestContext({ payload, clock, env }: Context): Promise<DigestContext> {
  const { snapshot } = await readSnapshot(payload, dayIn(env.siteTimeZone, clock.now()))
  return {
    snapshot,
    publicUrl: env.publicUrl,
    timeZone: env.siteTimeZone,
    footer: await readMailFooter({ payload }),
  }
}

/** Reads what is live once for many mails; again after something went live or the cache has expired. */
export function liveDigestReader(context: Context): () => Promise<LiveDigest> {
  const { payload, clock } = context
  let known: { seq: number; until: number; digest: Promise<LiveDigest> } | null = null
  const read = async (): Promise<LiveDigest> => {
    const digest = await readDigestContext(context)
    return { snapshot: digest.snapshot, render: digestRenderer(digest) }
  }
  return async () => {
    const now = clock.now().getTime()
    if (known && now < known.until) return known.digest
    const seq = await newestSeq({ payload })
    if (known?.seq === seq && now < known.until + 10 * FRESH) known = { ...known, until: now + FRESH }
    else known = { seq, until: now + FRESH, digest: read() }
    known.digest.catch(() => (known = null))
    return known.digest
  }
}
