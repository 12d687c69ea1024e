import type { ArrayField } from 'payload'
import type { Kind } from '#domain/keys.ts'
import { claims } from './claims.ts'
import { legalDate } from './legal-date.ts'
import { line, paragraphs } from './plain-text.ts'

/** The sources behind an entry's claims. */
export const citations = (kind: Kind): ArrayField => ({
  type: 'array',
  name: 'citations',
  label: 'Sources',
  labels: { singular: 'Citation', plural: 'Citations' },
  validate: (rows) => ((rows ?? []).length > 40 ? 'At most 40 citations are kept.' : true),
  admin: {
    initCollapsed: true,
    description: 'One row for each source, with the claims that it supports and the words that support them.',
    components: { RowLabel: '/src/admin/content/rows/citation-row.tsx#CitationRow' },
  },
  fields: [
    { type: 'relationship', name: 'source', label: 'Source', relationTo: 'sources', required: true },
    claims(kind, {
      name: 'supports',
      label: 'Supports',
      required: true,
      description: 'The claims of this entry that this source stands behind.',
    }),
    {
      type: 'row',
      fields: [
        line({
          name: 'pinpoint',
          label: 'Pinpoint',
          description: 'Where in the source: s. 38(2), p. 4, “Penalties”.',
          admin: { width: '50%' },
        }),
        legalDate({
          name: 'retrievedOn',
          label: 'Retrieved on',
          notInFuture: 'Enter the day on which you read the source.',
          admin: { width: '50%' },
        }),
      ],
    },
    paragraphs({
      name: 'quote',
      label: 'Quoted words',
      description: 'Exactly as they stand in the source: the watch looks for them there.',
    }),
    {
      type: 'row',
      fields: [
        line({ name: 'quotePrefix', label: 'Words just before', admin: { width: '50%' } }),
        line({ name: 'quoteSuffix', label: 'Words just after', admin: { width: '50%' } }),
      ],
    },
  ],
})
