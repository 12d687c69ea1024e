import { isolated } from '#domain/content/direction.ts'
import type { Flag, FlagKind } from '#domain/desk/flags.ts'
import { catalogue } from '../../words/index.ts'

/** Maximum flags of one kind listed in a mail. */
const NAMED = 5

/** Flags of one kind. */
export interface WatchKindView {
  title: string
  toDo: string
  /** One for each listed flag. */
  lines: string[]
  /** Number of flags not listed. */
  more: number
  href: string
}

/** The watch's findings of a week, by kind, for its mail. */
export interface WatchWeekView {
  /** Name of the recipient. */
  name: string
  /** The number of findings, in words. */
  count: string
  kinds: WatchKindView[]
}

interface Week {
  name: string
  flags: readonly Flag[]
  /** Kinds in display order. */
  order: readonly FlagKind[]
  publicUrl: string
}

export function watchWeekView({ name, flags, order, publicUrl }: Week): WatchWeekView {
  const byKind = Map.groupBy(flags, ({ kind }) => kind)
  return {
    name,
    count: catalogue.staff.thingsNeedYou({ count: flags.length }),
    kinds: order.flatMap((kind) => {
      const found = byKind.get(kind)
      return found ? [kindView(kind, found, publicUrl)] : []
    }),
  }
}

const kindView = (kind: FlagKind, flags: readonly Flag[], publicUrl: string): WatchKindView => ({
  title: catalogue.staff.foundOfKind({ kind: catalogue.labels.flagKinds[kind], count: flags.length }),
  toDo: catalogue.labels.whatToDo[kind],
  lines: flags
    .slice(0, NAMED)
    .map(({ entry, detail }) => `${entry === '' ? '' : `${isolated(entry)}: `}${isolated(detail)}`),
  more: Math.max(0, flags.length - NAMED),
  href: `${publicUrl}/admin/watch?kind=${kind}`,
})
