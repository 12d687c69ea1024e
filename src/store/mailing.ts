import type { StoreRequest } from './rows.ts'

/** Whether administrators have paused all digests, and who since when. */
export interface Mailing {
  paused: boolean
  pausedAt: string | null
  pausedBy: string | null
}

export async function readMailing(req: StoreRequest): Promise<Mailing> {
  const found = (await req.payload.db.findGlobal({ slug: 'mailing', req: req })) as Partial<Mailing> | null
  return {
    paused: found?.paused === true,
    pausedAt: found?.pausedAt ?? null,
    pausedBy: found?.pausedBy ?? null,
  }
}

export async function writeMailing(req: StoreRequest, mailing: Mailing): Promise<void> {
  const { db } = req.payload
  const found = (await db.findGlobal({ slug: 'mailing', req: req })) as { id?: unknown } | null
  const write = { slug: 'mailing', data: { ...mailing }, req: req }
  await (found?.id === undefined ? db.createGlobal(write) : db.updateGlobal(write))
}
