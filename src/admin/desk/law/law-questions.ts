import { printDate } from '#domain/dates.ts'
import type { WorkflowStatus, LawFlagStatus, SaidInForce } from '#domain/desk/workflow-status.ts'
import { VERDICTS, type KeptAnswer, type LawAnswer, type Verdict } from '#domain/desk/law-answers.ts'

/** One claim of one flag that somebody is asked about. */
export interface LawQuestion {
  flag: LawFlagStatus
  unit: LawFlagStatus['units'][number]
  /** Beginning of the ids of its inputs. */
  id: string
}

/** What was put in, by claim and flag. */
export type LawValues = Readonly<Record<string, string>>

export const verdictName = ({ flag, unit }: LawQuestion): string => `verdict ${flag.key} ${unit.claim ?? ''}`
export const becauseName = ({ flag, unit }: LawQuestion): string => `because ${flag.key} ${unit.claim ?? ''}`

/**
 * What there is to say of law changes: with an edition that is made now, all that is not answered for good; with the
 * open one what was left open, where it was submitted after the flag.
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

/** The same beside an edition that is reviewed: a form may be open on top of it. */
export const questionsInReview = (standing: Pick<WorkflowStatus, 'lawFlags'>): LawQuestion[] =>
  questionsOf(standing, 'open', 'review-law')

/** What was said last, of an edition that was sent back or replaced, as a beginning. */
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

/** The answers as the desk takes them; what is left open is left out. */
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

/** Id of the input that a problem of the desk is about, as it names it: `answers.<index>.<name>`; null for another. */
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
export function answerInWords(answer: KeptAnswer, labels: readonly { id: string; label: string }[]): string {
  const label =
    answer.claim === null
      ? 'The whole entry'
      : (labels.find(({ id }) => id === answer.claim)?.label ?? answer.claim)
  return `${label}: ${verdictInWords(answer)} (${flagInWords({ ...answer, detail: answer.title })})`
}

/** `Ada: states the new law, edition 3`. */
export const saidInWords = (said: SaidInForce): string =>
  `${said.by}: ${verdictInWords(said)}${said.n === null ? '' : `, edition ${said.n}`}`
