import { WATCH } from '#domain/desk/actors.ts'
import type { FlagKind } from '#domain/desk/flags.ts'
import { isValueGone, wordingFlagOf, type QuoteState, type ValueState } from '#domain/watch/quote-states.ts'
import { valueWords, wordingWords } from '#domain/watch/watch-words.ts'
import { closeFlag, openFlagOnce, readFlags } from '#store/desk/flags.ts'
import type { WatchDesk } from './watch-desk.ts'

/** The `about` value of a flag for a source's words or value. */
export const aboutWords = (key: string): string => `sources/${key}`

interface Wanted {
  kind: FlagKind
  since: string
  detail: string
}

async function settle({ req, clock }: WatchDesk, key: string, wanted: Wanted | null): Promise<void> {
  const about = aboutWords(key)
  const open = await readFlags(req, { about, open: true })
  for (const flag of open)
    if (flag.kind !== wanted?.kind)
      await closeFlag(req, flag.key, { how: 'stands', at: clock.now(), by: WATCH.name })
  if (!wanted || open.some(({ kind }) => kind === wanted.kind)) return
  await openFlagOnce(req, {
    kind: wanted.kind,
    entry: '',
    about,
    detail: wanted.detail,
    claims: [],
    liveN: null,
    at: new Date(wanted.since),
    by: WATCH.name,
  })
}

/**
 * After a check of quoted words: raises one flag per passage, however many entries quote it; settles it once
 * the words stand again.
 */
export async function flagQuote(desk: WatchDesk, title: string, state: QuoteState): Promise<void> {
  // There is no verdict today, so the previous one remains.
  if (state.verdict === 'cannot-tell') return
  const kind = wordingFlagOf(state)
  await settle(
    desk,
    state.key,
    kind && {
      kind,
      since: state.since,
      detail: wordingWords(kind, title, state.quote.exact, state.stood !== null),
    },
  )
}

/**
 * After a check of a value that an entry states.
 * @param elsewhere another source states it: one page is enough.
 */
export async function flagValue(
  desk: WatchDesk,
  title: string,
  state: ValueState,
  elsewhere: boolean,
): Promise<void> {
  if (state.stands === null) return
  await settle(
    desk,
    state.key,
    isValueGone(state) && !elsewhere
      ? { kind: 'value-missing', since: state.since, detail: valueWords(title, state.value.text) }
      : null,
  )
}
