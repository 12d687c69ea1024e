import type { Field } from 'payload'
import { CONFIDENCES } from '#domain/content/legal-status.ts'
import { editorNote } from './editor-note.ts'
import { legalDate } from './legal-date.ts'
import { options } from './options.ts'
import { paragraphs } from './plain-text.ts'

/**
 * What a person vouches for. The day is asked for at submission and at verification; here the desk shows what
 * readers see.
 */
export const verification: Field[] = [
  legalDate({
    name: 'inForceAsOf',
    label: 'In force as of',
    description:
      'The last day on which somebody compared what readers see with its sources. Submitting asks for it.',
    admin: { position: 'sidebar', readOnly: true },
  }),
  {
    type: 'number',
    name: 'reverifyEvery',
    label: 'Verify again after (days)',
    defaultValue: 180,
    min: 7,
    max: 1095,
    required: true,
    validate: (value: unknown) =>
      typeof value === 'number' && Number.isInteger(value) && value >= 7 && value <= 1095
        ? true
        : 'Enter whole days, from 7 to 1095.',
    admin: { position: 'sidebar' },
  },
  {
    type: 'select',
    name: 'confidence',
    label: 'Confidence',
    options: options(CONFIDENCES),
    admin: { position: 'sidebar', description: 'Readers are told where it is not high.' },
  },
  paragraphs({
    name: 'confidenceNote',
    label: 'Why it is not high',
    description: 'Readers see this: what is uncertain about what the entry says.',
    admin: {
      position: 'sidebar',
      condition: (data) => data?.confidence === 'medium' || data?.confidence === 'low',
    },
  }),
  editorNote({ position: 'sidebar' }),
]
