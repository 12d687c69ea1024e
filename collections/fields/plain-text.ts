import type { TextareaField, TextField } from 'payload'
import { LIMITS, textProblem } from '#domain/text-rules.ts'

interface Options {
  name: string
  label: string
  required?: boolean
  description?: string
  admin?: TextField['admin'] & TextareaField['admin']
}

const check = (limit: number, required: boolean | undefined, multiline: boolean) => (value: unknown) => {
  if (value === null || value === undefined || value === '') return required ? 'Fill this in.' : true
  if (typeof value !== 'string') return 'This must be text.'
  if (required && value.trim() === '') return 'Fill this in.'
  return textProblem(value, limit, { multiline }) ?? true
}

/** One line of plain text. */
export const line = ({
  name,
  label,
  required,
  description,
  admin,
  ...rest
}: Options & Partial<Pick<TextField, 'unique' | 'index' | 'hooks' | 'access'>>): TextField => ({
  type: 'text',
  name,
  label,
  required,
  validate: check(LIMITS.line, required, false),
  admin: { ...admin, description: admin?.description ?? description },
  ...rest,
})

/** Plain text in paragraphs; lines that start with “- ” form a list. */
export const paragraphs = ({ name, label, required, description, admin }: Options): TextareaField => ({
  type: 'textarea',
  name,
  label,
  required,
  validate: check(LIMITS.prose, required, true),
  admin: { ...admin, description: admin?.description ?? description },
})
