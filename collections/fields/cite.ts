import type { UIField } from 'payload'
import type { Kind } from '#domain/keys.ts'
import { env } from '#lib/env.ts'

/** The one field in which a source is cited; it adds a row to the citations. */
export const cite = (kind: Kind): UIField => ({
  type: 'ui',
  name: 'cite',
  admin: {
    disableListColumn: true,
    components: {
      Field: {
        path: '/src/admin/content/cite/cite.tsx#Cite',
        clientProps: { kind, timeZone: env().siteTimeZone },
      },
    },
  },
})
