import type { CollectionConfig } from 'payload'
import { GUIDES, isIsoCode, JURISDICTION_KINDS } from '#domain/jurisdictions.ts'
import { slugProblem } from '#domain/keys.ts'
import { keptByAdministrators } from './access/roles.ts'
import { options } from './fields/options.ts'
import { line } from './fields/plain-text.ts'
import { keepKey, fitAmongOthers, relabel } from './jurisdictions/hooks.ts'
import { publishAfter } from './shared/ask-publish.ts'
import { refuseWhileUsed } from './shared/in-use.ts'

export const jurisdictions: CollectionConfig = {
  slug: 'jurisdictions',
  labels: { singular: 'Jurisdiction', plural: 'Jurisdictions' },
  access: keptByAdministrators,
  defaultSort: 'name',
  disableDuplicate: true,
  disableBulkEdit: true,
  versions: { drafts: false, maxPerDoc: 0 },
  admin: {
    group: 'Structure',
    description:
      'Countries, nations, states and territories, and how each is published. Kept by administrators.',
    useAsTitle: 'name',
    defaultColumns: ['name', 'iso', 'kind', 'parent', 'guide'],
    listSearchableFields: ['name', 'slug', 'iso'],
    hideAPIURL: true,
  },
  hooks: {
    beforeValidate: [keepKey],
    beforeChange: [fitAmongOthers],
    afterChange: [relabel, publishAfter],
    afterDelete: [publishAfter],
    beforeDelete: [refuseWhileUsed('jurisdictions')],
  },
  fields: [
    {
      type: 'ui',
      name: 'guideState',
      admin: { components: { Field: '/src/admin/guides/guide-state.tsx#GuideState' } },
    },
    {
      type: 'row',
      fields: [
        line({ name: 'name', label: 'Name', required: true, admin: { width: '40%' } }),
        line({
          name: 'inSentence',
          label: 'In a sentence',
          required: true,
          description: '“the United States”, “Scotland”.',
          admin: { width: '40%' },
        }),
        line({ name: 'abbreviation', label: 'Abbreviation', admin: { width: '20%' } }),
      ],
    },
    {
      type: 'row',
      fields: [
        {
          type: 'text',
          name: 'slug',
          label: 'Slug',
          required: true,
          unique: true,
          index: true,
          validate: (value: unknown) =>
            typeof value === 'string' && value !== ''
              ? (slugProblem(value) ?? true)
              : 'Enter the word that stands in the address of this guide.',
          admin: {
            width: '50%',
            description:
              'Stands in the address: /guides/<slug>/. It cannot change once the jurisdiction has entries.',
          },
        },
        {
          type: 'text',
          name: 'iso',
          label: 'ISO 3166 code',
          required: true,
          unique: true,
          validate: (value: unknown) =>
            typeof value === 'string' && isIsoCode(value)
              ? true
              : 'Enter an ISO 3166 code: ZA for a country, GB-SCT for a part of one.',
          admin: { width: '50%' },
        },
      ],
    },
    {
      type: 'row',
      fields: [
        {
          type: 'select',
          name: 'kind',
          label: 'Kind',
          required: true,
          options: options(JURISDICTION_KINDS),
          admin: { width: '50%' },
        },
        {
          type: 'select',
          name: 'guide',
          label: 'Published as',
          required: true,
          options: options(GUIDES),
          admin: { width: '50%' },
        },
      ],
    },
    {
      type: 'relationship',
      name: 'parent',
      label: 'Part of',
      relationTo: 'jurisdictions',
      filterOptions: ({ id }) => (id ? { id: { not_equals: id } } : true),
    },
    {
      type: 'relationship',
      name: 'responsible',
      label: 'Responsible',
      relationTo: 'users',
      hasMany: true,
      admin: {
        description:
          'In this order: reminders go to the first, and climb to the next where nothing happens, at last to the administrators.',
      },
    },
    { type: 'text', name: 'key', label: 'Key', unique: true, index: true, admin: { hidden: true } },
  ],
}
