import type { Field } from 'payload'
import { legalDate } from '../fields/legal-date.ts'

/** When a person is away, and who stands in for them. */
export const away: Field = {
  type: 'group',
  name: 'away',
  label: 'Away',
  admin: {
    description:
      'While you are away, whoever assigns something to you is told so, and what waits for you is also told to the colleague whom you name here; if you name nobody, to the others with the role.',
  },
  fields: [
    {
      type: 'row',
      fields: [
        legalDate({ name: 'from', label: 'Away from', admin: { width: '50%' } }),
        legalDate({ name: 'until', label: 'Up to and including', admin: { width: '50%' } }),
      ],
    },
    {
      type: 'text',
      name: 'deputy',
      label: 'Colleague who stands in',
      admin: { components: { Field: '/src/admin/desk/accounts/deputy.tsx#DeputyField' } },
      maxLength: 64,
    },
  ],
}
