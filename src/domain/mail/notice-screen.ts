import { screenOf } from '../content/collections.ts'
import { sourceOf, type Flag } from '../desk/flags.ts'
import { isForReviewers, isOfThread, type Notice } from './notices.ts'

/** Where the working copy of an entry stands. */
interface Copy {
  collection: Parameters<typeof screenOf>[0]
  id: string
}

/** What a notice is about, as it is now. */
export interface NoticeAbout {
  /** Working copy of its entry; undefined if there is none, or it is of no entry. */
  copy?: Copy | undefined
  /** The flag that it is about, if any. */
  flag?: Flag | null | undefined
  /** Whether something of the entry waits for a reviewer. */
  waits?: boolean
}

const OF_TASKS: ReadonlySet<Notice['kind']> = new Set(['assigned', 'absent'])

/**
 * Path of the screen on which a person acts on a notice, relative to the admin root; empty for the desk itself. The bell
 * and the mail lead to the same: what the watch found is answered on its own screen, while it stands.
 */
export function noticeScreen(
  { kind }: Pick<Notice, 'kind'>,
  { copy, flag, waits = false }: NoticeAbout,
): string {
  if (flag?.closedAt === null) return `/watch?kind=${flag.kind}`
  if (copy) {
    const part =
      kind === 'expert'
        ? '/review#experts'
        : isOfThread(kind)
          ? '/review#questions'
          : isForReviewers(kind) || (waits && OF_TASKS.has(kind))
            ? '/review'
            : ''
    return `${screenOf(copy.collection, copy.id)}${part}`
  }
  const source = flag ? sourceOf(flag) : null
  return source ? screenOf('sources', source) : ''
}
