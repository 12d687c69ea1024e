import { thawEntry, type Edition } from '#domain/content/editions.ts'
import type { FlagEnd } from '#domain/desk/flags.ts'
import { passageKey } from '#domain/watch/passages.ts'
import { valueKey } from '#domain/watch/quote-states.ts'
import { typedValues } from '#domain/watch/typed-values.ts'
import { readOpenFlags } from '#store/desk/flags.ts'
import { readCiting } from '#store/watch/cited.ts'
import { WORD_FLAGS, settleUnused } from './settle-unused.ts'
import type { WatchDesk } from './watch-desk.ts'

/**
 * After an entry's live edition was replaced or withdrawn: settles the flags of words and values that only it
 * took from a source.
 * @param before the previous live edition; null if there was none.
 */
export async function settleWords(
  { req, clock }: WatchDesk,
  before: Pick<Edition, 'content'> | null,
  how: FlagEnd,
): Promise<void> {
  const open = before ? await readOpenFlags(req, WORD_FLAGS) : []
  if (!before || open.length === 0) return
  const flagged = [...new Set(open.map(({ about }) => about.slice('sources/'.length).split('#')[0] ?? ''))]
  const citing = await readCiting(req, flagged)
  const wordsOf = (
    entry: (typeof citing)[number]['entry'],
    citations: (typeof citing)[number]['citations'],
  ) =>
    citations.flatMap(({ source, citation }) => [
      ...(citation.quote ? [passageKey(source, citation.quote)] : []),
      ...typedValues(entry, citation).map((value) => valueKey(source, value)),
    ])
  const used = new Set(citing.flatMap(({ entry, citations }) => wordsOf(entry, citations)))
  const entry = thawEntry(before)
  const ids = new Map(
    citing.flatMap(({ citations }) => citations.map(({ source, citation }) => [citation.source.key, source])),
  )
  const past = entry.citations.flatMap((citation) => {
    const source = ids.get(citation.source.key)
    return source ? [{ source, citation }] : []
  })
  await settleUnused({ req, clock }, used, { how, among: new Set(wordsOf(entry, past)) })
}
