import { archivedCopy } from '../content/archived-copy.ts'
import type { Citation, Reviewed } from '../content/content.ts'
import { claimIds } from '../content/fields.ts'
import { atWords } from '../content/text-fragment.ts'
import { printDate, type LegalDate } from '../dates.ts'
import type { HostState } from './host-states.ts'
import { LINK_REASONS } from './link-checks.ts'
import { isValueGone, wordingFlagOf, type QuoteState, type ValueState } from './quote-states.ts'
import { isInTrouble, type SourceState } from './source-states.ts'

/** Whether a source still stands behind a claim: as far as the watch knows, not, or not known. */
export type Standing = 'stands' | 'trouble' | 'unknown'

/** One source behind a claim, as a reviewer reads it beside the claim. */
export interface ClaimSource {
  title: string
  /** Opens at the quoted words. */
  href: string
  /** The archive's copy of the page from when the words were taken from it, opened at the words. */
  archived: string
  pinpoint: string | null
  /** The quoted words. */
  quote: string | null
  retrievedOn: LegalDate | null
  standing: Standing
  /** What the watch knows, in sentences. */
  words: string[]
}

/** The sources behind one claim; none where nothing is cited for it. */
export interface SourcedClaim {
  claim: string
  sources: ClaimSource[]
  /** The claim is gone from the entry: these are the sources that stood behind it. */
  gone: boolean
}

/** What the watch knows of one cited source. Null: not yet, or it does not watch this address any more. */
export interface Watched {
  state: SourceState | null
  host: HostState | null
  quote: QuoteState | null
  values: readonly ValueState[]
}

/** Finds what the watch knows of a citation. */
export type Known = (citation: Citation) => Watched | null

interface Said {
  standing: Standing
  words: string[]
}

const on = (instant: string, dayOf: (instant: string) => LegalDate): string => printDate(dayOf(instant))

/** What the last check of the page saw. */
function linkSays({ state, host }: Watched, dayOf: (instant: string) => LegalDate): Said {
  if (!state) return { standing: 'unknown', words: ['Not checked yet.'] }
  const words = [`Checked on ${on(state.checkedAt, dayOf)}: ${LINK_REASONS[state.because].sentence}`]
  if (state.verdict === 'moved' && state.movedTo) words.push(`It is now at ${state.movedTo}`)
  if (host?.brokenAt) return { standing: 'trouble', words: [...words, 'The whole site does not answer.'] }
  if (isInTrouble(state))
    return {
      standing: 'trouble',
      words: state.failingSince ? [...words, `So since ${printDate(state.failingSince)}.`] : words,
    }
  const answers = state.verdict === 'fine' || state.verdict === 'moved' || state.verdict === 'caution'
  return { standing: answers ? 'stands' : 'unknown', words }
}

/** What became of the quoted words. */
function quoteSays({ exact }: { exact: string }, state: QuoteState | null): Said {
  if (!state) return { standing: 'unknown', words: ['The quoted words were not looked for yet.'] }
  const last = state.stood ? ` They last stood there on ${printDate(state.stood.on)}.` : ''
  switch (state.verdict) {
    case 'stands':
      return { standing: 'stands', words: ['The quoted words stand there.'] }
    case 'moved':
      return { standing: 'stands', words: ['The quoted words stand there, elsewhere on the page.'] }
    case 'altered': {
      const now = state.now && state.now.exact !== exact ? ` It says now: “${state.now.exact}”` : ''
      return { standing: 'trouble', words: [`The quoted words read otherwise there now.${now}`] }
    }
    case 'gone':
      // A page may come out differently once.
      if (wordingFlagOf(state) === null)
        return { standing: 'unknown', words: [`The quoted words were not found at the last check.${last}`] }
      return {
        standing: 'trouble',
        words: [
          `${state.stood ? 'The quoted words are gone from it.' : 'The quoted words were never found there.'}${last}`,
        ],
      }
    case 'cannot-tell':
      return {
        standing: 'unknown',
        words: [
          `Whether the quoted words stand there, the watch cannot tell. ${state.because ?? ''}${last}`.trim(),
        ],
      }
  }
}

const worst = (said: readonly Said[]): Standing => {
  const all = said.map(({ standing }) => standing)
  if (all.includes('trouble')) return 'trouble'
  return all.includes('unknown') ? 'unknown' : 'stands'
}

/** What the watch knows of one source behind a claim. */
function standingOf(
  claim: string,
  { quote, source }: Citation,
  known: Watched | null,
  dayOf: (instant: string) => LegalDate,
): Said {
  if (!known)
    return {
      standing: 'unknown',
      words: ['The watch does not check this address any more: its record was changed or removed.'],
    }
  const gone = known.values.filter((value) => value.value.claim === claim && isValueGone(value))
  const said = [
    linkSays(known, dayOf),
    ...(source.precision === 'host'
      ? [{ standing: 'unknown' as const, words: ['Only the site is known, so no words can be looked for.'] }]
      : quote
        ? [quoteSays(quote, known.quote)]
        : [{ standing: 'unknown' as const, words: ['No words are quoted, so none are looked for.'] }]),
    ...gone.map(({ value }) => ({
      standing: 'trouble' as const,
      words: [`“${value.text}” does not stand there any more.`],
    })),
  ]
  return { standing: worst(said), words: said.flatMap(({ words }) => words) }
}

interface Asked {
  known: Known
  /** The calendar day of an instant, at the site. */
  dayOf: (instant: string) => LegalDate
  today: LegalDate
}

/** The sources behind each claim of an entry, and behind the claims that only its earlier state makes. */
export function claimSources(before: Reviewed | null, after: Reviewed | null, asked: Asked): SourcedClaim[] {
  const { known, dayOf, today } = asked
  const of = (entry: Reviewed | null, gone: boolean): SourcedClaim[] =>
    (entry ? claimIds(entry) : []).map((claim) => ({
      claim,
      gone,
      sources: (entry?.citations ?? [])
        .filter(({ supports }) => supports.includes(claim))
        .map((citation) => {
          const { source, quote, pinpoint, retrievedOn } = citation
          const watched = known(citation)
          const archivedOn = watched?.quote?.stood?.on ?? retrievedOn ?? today
          const { standing, words } = standingOf(claim, citation, watched, dayOf)
          return {
            title: source.title,
            href: atWords(source.url, quote),
            archived: atWords(archivedCopy(source.url, archivedOn), quote),
            pinpoint,
            quote: quote?.exact ?? null,
            retrievedOn,
            standing,
            words,
          }
        }),
    }))
  const is = of(after, false)
  return [...is, ...of(before, true).filter(({ claim }) => !is.some((each) => each.claim === claim))]
}
