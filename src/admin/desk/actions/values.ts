import type { LawQuestion } from '../law/law-questions.ts'
import { isLegalDate, type LegalDate } from '#domain/dates.ts'

/** What a form of the desk asks for, by the names under which the server speaks of it. */
export type FieldSpec = { name: string; label: string; help?: string; optional?: boolean } & (
  | { as: 'text' }
  | { as: 'choice'; options: { value: string; label: string; help?: string }[] }
  | { as: 'select'; options: { value: string; label: string }[] }
  | { as: 'day'; min?: string; max?: string }
  | { as: 'sources' }
  | { as: 'notes' }
  | { as: 'law'; questions: LawQuestion[] }
)

/** What somebody has put into a form of the desk: text, or texts by claim, or keys of what was opened. */
export type Values = Record<string, string | string[] | Record<string, string> | undefined>

export const text = (values: Values, name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value.trim() : ''
}

export function dayOrNull(values: Values, name: string): LegalDate | null {
  const day = text(values, name)
  return isLegalDate(day) ? day : null
}
