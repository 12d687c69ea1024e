import { idOf } from '../values.ts'

/** For how long an open form counts as being written in after its last change, in milliseconds: Payload's own time. */
export const EDIT_LOCK = 300_000

/** Who has a form open, and when they last changed something in it. */
export interface EditLock {
  user?: { value?: unknown } | null
  updatedAt: string
}

/** Whether somebody other than this person is writing. */
export function isWriting(lock: EditLock | undefined, me: string | number | undefined, now: Date): boolean {
  const writer = idOf(lock?.user?.value)
  if (!lock || writer === null || writer === String(me)) return false
  return now.getTime() - new Date(lock.updatedAt).getTime() <= EDIT_LOCK
}
