import type { ReviewedKind } from '#domain/keys.ts'
import type { NoticeKind } from '#domain/mail/notices.ts'
import { catalogue } from '../../words/index.ts'

/** Maximum things of one kind listed in a mail. */
const NAMED = 20

/** Things of one kind that a person is told of. */
export interface NoticeKindView {
  title: string
  /** Why this person is told. */
  why: string
  lines: { words: string; href: string }[]
  /** Number of things not listed. */
  more: number
}

/** What a person is told of, by kind, for its mail. */
export interface NoticesView {
  /** Name of the recipient. */
  name: string
  /** The number of things, in words. */
  count: string
  kinds: NoticeKindView[]
  /** Link to where a person sets how they are told. */
  account: string
}

interface Told {
  name: string
  account: string
  /** `entry` is null for a source, a site or a page, `place` for what belongs to no place. */
  notices: readonly {
    kind: NoticeKind
    entry: { kind: ReviewedKind; place: string | null } | null
    href: string
  }[]
}

const wordsOf = ({ kind, entry }: Told['notices'][number]): string => {
  if (!entry) return kind === 'reported' ? catalogue.staff.aPage : catalogue.staff.aSource
  const what = catalogue.staff.noticeAbout[entry.kind]
  return entry.place === null ? what : catalogue.staff.ofPlace({ what, place: entry.place })
}

export function noticesView({ name, account, notices }: Told): NoticesView {
  const byKind = Map.groupBy(notices, ({ kind }) => kind)
  const order = Object.keys(catalogue.labels.noticeKinds) as NoticeKind[]
  return {
    name,
    account,
    count: catalogue.staff.thingsForYou({ count: notices.length }),
    kinds: order.flatMap((kind) => {
      const found = [...new Map((byKind.get(kind) ?? []).map((each) => [each.href, each])).values()]
      if (found.length === 0) return []
      return {
        title: catalogue.labels.noticeKinds[kind],
        why: catalogue.staff.whyTold[kind],
        lines: found.slice(0, NAMED).map((each) => ({ words: wordsOf(each), href: each.href })),
        more: Math.max(0, found.length - NAMED),
      }
    }),
  }
}
