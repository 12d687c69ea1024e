import type { Field } from 'payload'
import { legalDate } from '../fields/legal-date.ts'

/** Without a last day, nobody would be told that the person is away. */
function lastDay(day: string | null, { from }: Record<string, unknown>): string | null {
  if (typeof from !== 'string' || from === '') return null
  if (day === null) return 'Enter the last day on which you are away: without it, nobody is told.'
  return day < from ? `${day} is before ${from}, the first day on which you are away.` : null
}

/** When a person is away, and who stands in for them. */
export const away: Field = {
  type: 'group',
  name: 'away',
  label: 'Away',
  admin: {
    description:
      'While you are away, whoever assigns something to you is told so, and what waits for you is also told to the colleague whom you name here, or to whoever stands in for them. If nobody is here who can do it, the others with the role are told.',
  },
  fields: [
    {
      type: 'row',
      fields: [
        legalDate({ name: 'from', label: 'Away from', admin: { width: '50%' } }),
        legalDate({ name: 'until', label: 'Up to and including', beside: lastDay, admin: { width: '50%' } }),
      ],
    },
    {
      type: 'text',
      name: 'deputy',
      label: 'Colleague who stands in',
      admin: {
        // A list would show the id that is kept here.
        disableListColumn: true,
        disableListFilter: true,
        components: { Field: '/src/admin/desk/accounts/deputy.tsx#DeputyField' },
      },
      maxLength: 64,
    },
  ],
}
