import { claimName, type ClaimNames } from '#domain/content/claim-names.ts'
import { printDate } from '#domain/dates.ts'
import type { WorkflowStatus, LawFlagStatus, SaidInForce } from '#domain/desk/workflow-status.ts'
import { VERDICTS, type KeptAnswer, type LawAnswer, type Verdict } from '#domain/desk/law-answers.ts'

/** One claim of one law flag, to be answered. */
export interface LawQuestion {
  flag: LawFlagStatus
  unit: LawFlagStatus['units'][number]
  /** Prefix of the ids of its inputs. */
  id: string
}

/** Typed answers, by claim and flag. */
export type LawValues = Readonly<Record<string, string>>

export const verdictName = ({ flag, unit }: LawQuestion): string => `verdict ${flag.key} ${unit.claim ?? ''}`
export const becauseName = ({ flag, unit }: LawQuestion): string => `because ${flag.key} ${unit.claim ?? ''}`

/**
 * The law questions to answer: for a new edition, every one without a final answer; for the open edition, the ones
 * left open where it was submitted after the flag.
 */
export function questionsOf(
  { lawFlags }: Pick<WorkflowStatus, 'lawFlags'>,
  edition: 'new' | 'open',
  prefix = 'desk-law',
): LawQuestion[] {
  return lawFlags
    .filter(({ openBefore }) => edition === 'new' || !openBefore)
    .flatMap((flag) => flag.units.map((unit) => ({ flag, unit })))
    .filter(({ unit }) => unit.answered === null && (edition === 'new' || unit.open === null))
    .map((question, index) => ({ ...question, id: `${prefix}-${index}` }))
}

/** The same next to an edition under review: a form may be open above it. */
export const questionsInReview = (standing: Pick<WorkflowStatus, 'lawFlags'>): LawQuestion[] =>
  questionsOf(standing, 'open', 'review-law')

/** Initial values: the last answers of an edition that was sent back or replaced. */
export const startOf = (questions: readonly LawQuestion[]): Record<string, string> =>
  Object.fromEntries(
    questions.flatMap((each) => {
      const { last } = each.unit
      return last
        ? [
            [verdictName(each), last.verdict],
            [becauseName(each), last.because ?? ''],
          ]
        : []
    }),
  )

const said = (questions: readonly LawQuestion[], values: LawValues): LawQuestion[] =>
  questions.filter((each) => Boolean(values[verdictName(each)]))

/** The answers in the desk's form, without the unanswered ones. */
export const answersOf = (questions: readonly LawQuestion[], values: LawValues): LawAnswer[] =>
  said(questions, values).map((each) => {
    const verdict = values[verdictName(each)] as Verdict
    return {
      flag: each.flag.key,
      claim: each.unit.claim,
      verdict,
      because: verdict === 'not-affected' ? (values[becauseName(each)]?.trim() ?? '') : null,
    }
  })

/** Id of the input that a desk problem names: `answers.<index>.<name>`; null for other fields. */
export function inputOf(field: string, questions: readonly LawQuestion[], values: LawValues): string | null {
  const [, index, name] = /^answers\.(\d+)\.(\w+)$/.exec(field) ?? []
  const each = index === undefined ? undefined : said(questions, values)[Number(index)]
  if (!each) return null
  return name === 'because' ? `${each.id}-because` : `${each.id}-${values[verdictName(each)] ?? ''}`
}

/** `The maximum rises, takes force on 1 December 2026`. */
export const flagInWords = ({ detail, effectiveOn }: Pick<LawFlagStatus, 'detail' | 'effectiveOn'>): string =>
  `${detail}${effectiveOn ? `, takes force on ${printDate(effectiveOn)}` : ''}`

/** `not affected, because the section is another one`. */
export const verdictInWords = ({ verdict, because }: Pick<LawAnswer, 'verdict' | 'because'>): string =>
  `${VERDICTS[verdict].toLowerCase()}${because ? `, because: ${because}` : ''}`

/** `Maximum penalty: states the new law (The maximum rises, takes force on 1 December 2026)`. */
export function answerInWords(answer: KeptAnswer, names: ClaimNames): string {
  const label = answer.claim === null ? 'The whole entry' : claimName(answer.claim, names)
  return `${label}: ${verdictInWords(answer)} (${flagInWords({ ...answer, detail: answer.title })})`
}

/** `Ada: states the new law, edition 3`. */
export const saidInWords = (said: SaidInForce): string =>
  `${said.by}: ${verdictInWords(said)}${said.n === null ? '' : `, edition ${said.n}`}`
