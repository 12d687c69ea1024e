import { inputOf } from '../law/law-questions.ts'
import type { FieldSpec, Values } from './values.ts'

/** Where a question about a law is answered in a form of the desk; null where none is meant, or it is not asked. */
export function lawInput(specs: readonly FieldSpec[], values: Values, field: string): HTMLElement | null {
  const questions = specs.flatMap((spec) => (spec.as === 'law' ? spec.questions : []))
  const id = inputOf(field, questions, (values.answers ?? {}) as Record<string, string>)
  return id === null ? null : document.getElementById(id)
}

/** Where a field of a form of the desk is filled in; null where it is none of the form's. */
export function ownInput(specs: readonly FieldSpec[], field: string): { focus: () => void } | null {
  const own = specs.find(({ name }) => name === field || (name === 'opened' && field === 'citations'))
  const input = own ? document.getElementById(`desk-${own.name}`) : null
  if (!input) return null
  const inner = input.matches('textarea, input, select')
    ? input
    : input.querySelector<HTMLElement>('input, a, textarea')
  return { focus: () => inner?.focus() }
}
