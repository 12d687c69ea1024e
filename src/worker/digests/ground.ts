import { dayIn } from '#domain/dates.ts'
import type { Snapshot } from '#domain/snapshot.ts'
import { digestRenderer, type DigestGround } from '#pipelines/digest/render.ts'
import { newestSeq } from '#store/changes.ts'
import { readMailFooter } from '#store/mail-sender.ts'
import { readSnapshot } from '#store/snapshot.ts'
import type { Context } from '../context.ts'

/** What is live, as digests tell of it. */
export interface Ground {
  snapshot: Snapshot
  render: ReturnType<typeof digestRenderer>
}

const FOOTER = 'You get this because somebody asked for it with this address, and it was confirmed.'

/** How long what was read is used, in milliseconds, while nothing goes live. */
const FRESH = 60_000

/** Reads what is live once for many mails: again when something went live, and after a while. */
export function groundReader({ payload, clock, env }: Context): () => Promise<Ground> {
  let known: { seq: number; until: number; ground: Promise<Ground> } | null = null
  const read = async (): Promise<Ground> => {
    const { snapshot } = await readSnapshot(payload, dayIn(env.siteTimeZone, clock.now()))
    const about: DigestGround = {
      snapshot,
      publicUrl: env.publicUrl,
      timeZone: env.siteTimeZone,
      footer: (await readMailFooter({ payload })) ?? FOOTER,
    }
    return { snapshot, render: digestRenderer(about) }
  }
  return async () => {
    const now = clock.now().getTime()
    if (known && now < known.until) return known.ground
    const seq = await newestSeq({ payload })
    if (known?.seq === seq && now < known.until + 10 * FRESH) known = { ...known, until: now + FRESH }
    else known = { seq, until: now + FRESH, ground: read() }
    known.ground.catch(() => (known = null))
    return known.ground
  }
}
