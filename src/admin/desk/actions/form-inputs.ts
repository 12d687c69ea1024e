import { inputOf } from '../law/law-questions.ts'
import type { FieldSpec, Values } from './values.ts'

/** The input for a law question in a desk form; null where the field is not one, or not in the form. */
export function lawInput(specs: readonly FieldSpec[], values: Values, field: string): HTMLElement | null {
  const questions = specs.flatMap((spec) => (spec.as === 'law' ? spec.questions : []))
  const id = inputOf(field, questions, (values.answers ?? {}) as Record<string, string>)
  return id === null ? null : document.getElementById(id)
}

/** Fields that the desk names, by another field that says the same in the form. */
const OTHERWISE: Record<string, string> = { citations: 'opened', checkedOn: 'newText' }

/** The input for a field of a desk form; null where the form does not have it. */
export function ownInput(specs: readonly FieldSpec[], field: string): { focus: () => void } | null {
  const own =
    specs.find(({ name }) => name === field) ??
    specs.find(({ name }) => OTHERWISE[field] !== undefined && name === OTHERWISE[field])
  const input = own ? document.getElementById(`desk-${own.name}`) : null
  if (!input) return null
  const inner = input.matches('textarea, input, select')
    ? input
    : input.querySelector<HTMLElement>('input, a, textarea')
  return { focus: () => inner?.focus() }
}
