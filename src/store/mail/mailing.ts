import { writeGlobal } from './mailing-global.ts'
import type { StoreRequest } from '../rows.ts'

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

export const writeMailing = (req: StoreRequest, mailing: Mailing): Promise<void> =>
  writeGlobal(req, { ...mailing })
