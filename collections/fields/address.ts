import type { TextField } from 'payload'
import { normaliseUrl, UrlProblem } from '#domain/urls.ts'

/** What is wrong with an address, in words; null if nothing is. */
export function addressProblem(value: string): string | null {
  try {
    normaliseUrl(value)
    return null
  } catch (error) {
    if (error instanceof UrlProblem) return error.message
    throw error
  }
}

/** An https or http address, stored in normalised form. */
export const address = (options: {
  name: string
  label: string
  required?: boolean
  description?: string
  admin?: TextField['admin']
}): TextField => ({
  type: 'text',
  name: options.name,
  label: options.label,
  required: options.required,
  hooks: {
    beforeValidate: [
      ({ value }: { value?: unknown }) => {
        if (typeof value !== 'string' || addressProblem(value) !== null) return value
        return normaliseUrl(value)
      },
    ],
  },
  validate: (value: unknown) => {
    if (value === null || value === undefined || value === '')
      return options.required ? 'Enter an address.' : true
    return typeof value === 'string' ? (addressProblem(value) ?? true) : 'This must be an address.'
  },
  admin: { placeholder: 'https://', description: options.description, ...options.admin },
})
