import type { LawQuestion } from '../law/law-questions.ts'
import { isLegalDate, type LegalDate } from '#domain/dates.ts'

/** A field of a desk form, by the server's name for it. */
export type FieldSpec = { name: string; label: string; help?: string; optional?: boolean } & (
  | { as: 'text' }
  | { as: 'choice'; options: { value: string; label: string; help?: string }[] }
  | { as: 'select'; options: { value: string; label: string }[] }
  | { as: 'day'; min?: string; max?: string }
  | { as: 'sources' }
  | { as: 'notes' }
  | { as: 'law'; questions: LawQuestion[] }
)

/** Typed values of a desk form: text, texts by claim, or keys of opened sources. */
export type Values = Record<string, string | string[] | Record<string, string> | undefined>

export const text = (values: Values, name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value.trim() : ''
}

export function dayOrNull(values: Values, name: string): LegalDate | null {
  const day = text(values, name)
  return isLegalDate(day) ? day : null
}
