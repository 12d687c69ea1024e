import type { TextField } from 'payload'
import { slugify, slugProblem } from '#domain/keys.ts'
import { textOf } from '#domain/values.ts'

/** The natural key of a shared record: derived from its text on the first save, then kept. */
export const sharedKey = ({ from }: { from: string[] }): TextField => ({
  type: 'text',
  name: 'key',
  label: 'Key',
  unique: true,
  index: true,
  hooks: {
    beforeValidate: [
      ({ value, data, originalDoc, operation }) => {
        if (operation === 'update')
          return textOf((originalDoc as { key?: unknown } | undefined)?.key) || textOf(value)
        const given = (data ?? {}) as Record<string, unknown>
        return textOf(value) || slugify(from.map((name) => textOf(given[name])).join(' '))
      },
    ],
  },
  validate: (value: unknown) =>
    typeof value === 'string' && value !== ''
      ? (slugProblem(value) ?? true)
      : 'The key is made from the name: fill that in.',
  admin: {
    position: 'sidebar',
    description: 'Names this record in files and records. Made for you at the first save; it never changes.',
    components: { Field: '/src/admin/content/fields/key.tsx#KeyField' },
  },
})
