import type { Problem } from '../content/coverage.ts'
import type { LegalDate } from '../dates.ts'
import type { EditorialEvent } from './events.ts'
import type { Flag } from './flags.ts'
import { isSameId } from '../portable-ids.ts'
import { textOf } from '../values.ts'

/** The answer for a flagged claim: how an edition relates to the law change. */
export const VERDICTS = {
  'states-new-law': 'States the new law',
  'not-affected': 'Not affected',
} as const
export type Verdict = keyof typeof VERDICTS

/**
 * The answer for one claim of one flag. A null claim stands for the whole entry, if the flag names no claims.
 */
export interface LawAnswer {
  /** Key of the flag. */
  flag: string
  claim: string | null
  verdict: Verdict
  /** Why the claim is not affected. */
  because: string | null
}

/** An answer as an event stores it, with a copy of what it answers in case that later changes. */
export interface KeptAnswer extends LawAnswer {
  lawChange: string
  title: string
  effectiveOn: LegalDate | null
}

/** The parts of a law change flag that answers depend on. */
export interface LawFlag extends Pick<Flag, 'key' | 'about' | 'detail' | 'claims' | 'at'> {
  /** The day, in the site's time zone, on which the entry was flagged. */
  flaggedOn: LegalDate
  /** The day the law change takes force; null if the law change was deleted. */
  effectiveOn: LegalDate | null
}

/** The law change answers in a request, and the flags that await answers. */
export interface Answering {
  flags: readonly LawFlag[]
  answers: readonly LawAnswer[]
}

/** An answer, with who gave it, when, and for which edition. */
export interface Said extends Pick<LawAnswer, 'claim' | 'verdict' | 'because'> {
  by: string
  at: string
  /** Hash of the edition. */
  edition: string
}

/** A settled law change flag as an event stores it. */
export interface SettledFlag extends Pick<KeptAnswer, 'flag' | 'lawChange' | 'title' | 'effectiveOn'> {
  answers: Said[]
}

type Link = Pick<EditorialEvent, 'n' | 'at' | 'actor' | 'action' | 'edition' | 'details'>

/** The units a flag must be answered for: each of its claims, or the whole entry. */
export const unitsOf = ({ claims }: Pick<Flag, 'claims'>): readonly (string | null)[] =>
  claims.length > 0 ? claims : [null]

/** The answers stored in an event; none in events older than answers. */
export function answersIn({ details }: Pick<EditorialEvent, 'details'>): KeptAnswer[] {
  return Array.isArray(details.answers) ? (details.answers as KeptAnswer[]) : []
}

const saidIn = (event: Link, { key }: Pick<Flag, 'key'>): Said[] =>
  answersIn(event)
    .filter(({ flag }) => isSameId(flag, key))
    .map(({ claim, verdict, because }) => ({
      claim,
      verdict,
      because,
      by: event.actor.name,
      at: event.at,
      edition: event.edition ?? '',
    }))

/**
 * Number of the event that flagged an entry. If the chain has no such event, a number between the events before
 * and after the flag's instant.
 */
export function flaggedAt({ about, at }: Pick<Flag, 'about' | 'at'>, events: readonly Link[]): number {
  const flagged = events.findLast(
    ({ action, details }) => action === 'flag' && isSameId(textOf(details.lawChange), about),
  )
  return flagged?.n ?? (events.findLast((event) => event.at <= at)?.n ?? 0) + 0.5
}

/** Number of the event that froze an edition; 0 if the chain has none. */
const frozenAt = (edition: string | null, events: readonly Link[]): number =>
  events.find(
    (event) =>
      event.edition === edition &&
      (event.action === 'submit' || (event.action === 'safety-fix' && event.details.frozen === true)),
  )?.n ?? 0

/** Numbers of editions by hash, from the events that froze them. */
export const editionNumbers = (events: readonly Pick<Link, 'edition' | 'details'>[]): Map<string, number> =>
  new Map(
    events.flatMap(({ edition, details }) =>
      edition !== null && typeof details.n === 'number' ? [[edition, details.n] as const] : [],
    ),
  )

/** True if an edition was frozen before the entry was flagged, so that it cannot answer for that law change. */
export const isFrozenBefore = (
  edition: string,
  flag: Pick<Flag, 'about' | 'at'>,
  events: readonly Link[],
): boolean => frozenAt(edition, events) < flaggedAt(flag, events)

/**
 * The final answers to a flag, by claim: given with a verification, or with an edition that was submitted after
 * the flag and has since gone live. If an older edition goes live, earlier verifications no longer count.
 */
export function answeredOf(
  flag: Pick<Flag, 'key' | 'about' | 'at' | 'claims'>,
  events: readonly Link[],
): Map<string | null, Said> {
  const since = flaggedAt(flag, events)
  const units = unitsOf(flag)
  const waiting = new Map<string | null, Said[]>()
  const answered = new Map<string | null, Said>()
  for (const event of events) {
    if (event.n <= since) continue
    const said = saidIn(event, flag).filter(({ claim }) => units.includes(claim))
    if (event.action === 'verify') for (const each of said) answered.set(each.claim, each)
    else waiting.set(event.edition, [...(waiting.get(event.edition) ?? []), ...said])
    if (event.action !== 'go-live') continue
    if (frozenAt(event.edition, events) < since) answered.clear()
    else for (const each of waiting.get(event.edition) ?? []) answered.set(each.claim, each)
  }
  return answered
}

/** The answers that settle a flag, claim by claim; null while any is missing. */
export function settlementOf(flag: Parameters<typeof answeredOf>[0], events: readonly Link[]): Said[] | null {
  const answered = answeredOf(flag, events)
  const said = unitsOf(flag).flatMap((claim) => answered.get(claim) ?? [])
  return said.length === unitsOf(flag).length ? said : null
}

/** The chain as it will be once an edition goes live. */
export function wentLive(events: readonly Link[], edition: string): readonly Link[] {
  const last = events.at(-1)
  return last
    ? [
        ...events,
        { ...last, n: last.n + 1, action: 'go-live', edition: edition as Link['edition'], details: {} },
      ]
    : events
}

/** The latest answer for each claim of a flag, for one edition or for any, whether or not it went live. */
export function lastSaid(
  flag: Pick<Flag, 'key'>,
  events: readonly Link[],
  edition?: string,
): Map<string | null, Said> {
  const said = events
    .filter((event) => edition === undefined || event.edition === edition)
    .flatMap((event) => saidIn(event, flag))
  return new Map(said.map((each) => [each.claim, each]))
}

/** True if every one of these answers has already been given for that edition. */
export const isSaidOf = (
  edition: string,
  answers: readonly LawAnswer[],
  events: readonly Link[],
): boolean => {
  const kept = events.filter((event) => event.edition === edition).flatMap(answersIn)
  return answers.every((answer) =>
    kept.some(
      ({ flag, claim, verdict, because }) =>
        isSameId(flag, answer.flag) &&
        claim === answer.claim &&
        verdict === answer.verdict &&
        because === (answer.because?.trim() || null),
    ),
  )
}

/**
 * Problems in answers, worded for the person who gave them; each names its field, `answers.<index>.<name>`.
 * @param open the edition being decided on, if it was already submitted and may carry answers.
 */
export function answerProblems(
  { flags, answers }: Answering,
  events: readonly Link[],
  open: string | null = null,
): Problem[] {
  const seen = new Set<string>()
  return answers.flatMap(({ flag: key, claim, verdict, because }, index): Problem[] => {
    const wrong = (name: string, message: string): Problem[] => [
      { field: `answers.${index}.${name}`, message },
    ]
    const flag = flags.find((each) => each.key === key)
    if (!flag) return wrong('flag', 'No open flag of this entry is about that law change. Reload the entry.')
    if (!unitsOf(flag).includes(claim))
      return wrong(
        'claim',
        flag.claims.length > 0
          ? `“${flag.detail}” was flagged for ${flag.claims.join(', ')}: answer for each of these.`
          : `“${flag.detail}” was flagged for the whole entry: answer without a claim.`,
      )
    const unit = `${key} ${claim ?? ''}`
    if (seen.has(unit)) return wrong('claim', `“${flag.detail}” is answered twice for this claim.`)
    seen.add(unit)
    if (open !== null && isFrozenBefore(open, flag, events))
      return wrong(
        'flag',
        `The edition was submitted before “${flag.detail}” was flagged, so it cannot settle it. Have it submitted again, or answer with a verification once it is live.`,
      )
    if (open !== null && lastSaid(flag, events, open).has(claim))
      return wrong('claim', `“${flag.detail}” was answered for this claim when the edition was submitted.`)
    return verdict === 'not-affected' && !because?.trim()
      ? wrong('because', `Say why “${flag.detail}” does not affect it.`)
      : []
  })
}

/** Answers in the form that events store. */
export function keptAnswers({ flags, answers }: Answering): KeptAnswer[] {
  return answers.flatMap(({ flag: key, claim, verdict, because }) => {
    const flag = flags.find((each) => each.key === key)
    return flag
      ? [
          {
            flag: key,
            lawChange: flag.about,
            title: flag.detail,
            effectiveOn: flag.effectiveOn,
            claim,
            verdict,
            because: because?.trim() || null,
          },
        ]
      : []
  })
}
