import { printDate } from '#domain/dates.ts'
import type { Change } from '#domain/publish/changes.ts'
import { copyMark, warningsOf, type Warning } from '#domain/publish/copies.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { changeId, changesView, type ChangeContext, type ChangesView } from './changes.ts'
import { linkOfChange } from './entry-links.ts'
import { openingWords } from './shortened.ts'
import { catalogue } from '../words/index.ts'

/** Warnings at the top of the page, and at the line of one copy: the newest. */
const WARNINGS = 20
const WARNINGS_OF_COPY = 3

/** Numbers named in a warning. */
const NUMBERS = 6

/** Characters of a title in a warning. */
const TITLE = 160

/** Copies older than the list whose mark leads to the words about them. An older one still finds the general words. */
const OLDER = 1000

type Item = ChangesView['days'][number]['items'][number]

export interface WarningView {
  kind: string
  word: string
  title: string
  /** Where the guide says it now; null where it no longer does. */
  href: string | null
  day: string
  /** What to do. */
  act: string
}

/** Copies of one version: everything above their line has changed since they were made. */
export interface CopyLine {
  type: 'copy'
  mark: string
  /** False between changes that are listed as one: the line is seen only by who has such a copy. */
  seen: boolean
  current: boolean
  /** What to tell who has such a copy. */
  told: string
  warnings: WarningView[]
  moreWarnings: string | null
}

export interface VersionPageView {
  warnings: WarningView[]
  moreWarnings: string | null
  /** The line of current copies. */
  current: CopyLine
  days: { day: string; items: (Item | CopyLine)[] }[]
  /** Marks of copies that are older than all that is listed. */
  older: string[]
  shortened: boolean
}

function actOf({ change: { kind }, numbers }: Warning): string {
  const words = catalogue.copy.act
  const listed = numbers.slice(0, NUMBERS).join(', ')
  if (numbers.length > 0) return words.stopUsing({ numbers: listed, count: numbers.length })
  return kind === 'withdrawn' ? words.withdrawn : kind === 'correction' ? words.wrong : words.readNow
}

const warningView = (warning: Warning, context: ChangeContext): WarningView => {
  const { change } = warning
  return {
    kind: change.kind,
    word: catalogue.labels.changeKinds[change.kind],
    title: openingWords(change.title, TITLE),
    href: linkOfChange(context.links, change)?.href ?? null,
    day: printDate(context.dayOf(change.at)),
    act: actOf(warning),
  }
}

/** The changes that an item lists. */
const idsOf = (item: Item): string[] => (item.type === 'group' ? item.entries.map(({ id }) => id) : [item.id])

/**
 * What a version page shows: the changes of a guide, with a line for each version that a copy can be of.
 * @param changes all changes of the guide, newest first.
 */
export function versionPageView(
  guide: Guide,
  changes: readonly Change[],
  context: ChangeContext,
): VersionPageView {
  const listed = changesView(changes, context)
  const unsafe = warningsOf(guide, changes)
  const shown = (warnings: readonly Warning[], most: number): WarningView[] =>
    warnings.slice(0, most).map((warning) => warningView(warning, context))
  const place = new Map(changes.map((change, index) => [changeId(change), index]))
  const copyLine = (index: number, seen: boolean): CopyLine => {
    const since = unsafe.since(index)
    return {
      type: 'copy',
      mark: copyMark(changes[index]),
      seen,
      current: index === 0,
      told: index === 0 ? catalogue.copy.nothingSince : catalogue.copy.changesSince({ count: index }),
      warnings: shown(since, WARNINGS_OF_COPY),
      moreWarnings: moreThan(since.length, WARNINGS_OF_COPY, catalogue.copy.moreAtTop),
    }
  }
  /** How many changes have a line already: the first stands above the list. */
  let told = 1
  const linesUpTo = (end: number, seen: number | null): CopyLine[] => {
    const lines: CopyLine[] = []
    for (; told < end; told += 1) lines.push(copyLine(told, told === seen))
    return lines
  }
  const days = listed.days.map(({ day, items }) => ({
    day,
    items: items.flatMap((item): (Item | CopyLine)[] => {
      const first = Math.min(...idsOf(item).map((id) => place.get(id) ?? 0))
      return [...linesUpTo(first + 1, first), item]
    }),
  }))
  // Those within the last group.
  days.at(-1)?.items.push(...linesUpTo(listed.listed, null))
  const warnings = unsafe.ofAll()
  return {
    warnings: shown(warnings, WARNINGS),
    moreWarnings: moreThan(warnings.length, WARNINGS, catalogue.copy.moreBelow),
    current: copyLine(0, true),
    days,
    older: [
      ...changes.slice(told, told + OLDER).map(copyMark),
      ...(changes.length > 0 ? [copyMark(null)] : []),
    ],
    shortened: listed.shortened,
  }
}

const moreThan = (
  all: number,
  listed: number,
  words: (values: { count: number }) => string,
): string | null => (all > listed ? words({ count: all - listed }) : null)
