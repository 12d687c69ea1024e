import type { CollectionConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import { GUIDES, isIsoCode, JURISDICTION_KINDS } from '#domain/content/jurisdictions.ts'
import { slugProblem } from '#domain/keys.ts'
import { keptByAdministrators } from './access/roles.ts'
import { deskEndpoints } from './entries/endpoints.ts'
import { deskNotices, deskParts, deskScreens, deskStateField, revisionField } from './entries/entry.ts'
import { recordCreate, recordDelete, recordSave, refuseBulk } from './entries/hooks.ts'
import { options } from './fields/options.ts'
import { line } from './fields/plain-text.ts'
import { guideEndpoints } from './jurisdictions/endpoints.ts'
import { keepKey, fitAmongOthers, relabel } from './jurisdictions/hooks.ts'
import { refuseWhileUsed } from './shared/in-use.ts'

export const jurisdictions: CollectionConfig = {
  slug: 'jurisdictions',
  labels: RECORD_NAMES.jurisdictions,
  access: keptByAdministrators,
  defaultSort: 'name',
  disableDuplicate: true,
  disableBulkEdit: true,
  versions: { drafts: false, maxPerDoc: 0 },
  admin: {
    group: 'Structure',
    description:
      'Countries, nations, states and territories, and how each is published. Administrators change them; readers see them as they were reviewed.',
    useAsTitle: 'name',
    defaultColumns: ['name', 'deskState', 'iso', 'kind', 'parent', 'guide'],
    listSearchableFields: ['name', 'slug', 'iso'],
    hideAPIURL: true,
    components: { edit: deskParts, views: { edit: deskScreens } },
  },
  custom: { kind: 'jurisdiction' },
  endpoints: [...guideEndpoints, ...deskEndpoints('jurisdiction')],
  hooks: {
    beforeOperation: [refuseBulk],
    beforeValidate: [keepKey],
    beforeChange: [fitAmongOthers, recordSave('jurisdiction')],
    afterChange: [relabel, recordCreate('jurisdiction')],
    beforeDelete: [refuseWhileUsed('jurisdictions'), recordDelete('jurisdiction')],
  },
  fields: [
    deskNotices,
    {
      type: 'ui',
      name: 'guideState',
      admin: { components: { Field: '/src/admin/publish/guide-state.tsx#GuideState' } },
    },
    {
      type: 'ui',
      name: 'placeNames',
      admin: {
        disableListColumn: true,
        components: { Field: '/src/admin/content/fields/place-names.tsx#PlaceNames' },
      },
    },
    {
      type: 'row',
      fields: [
        line({ name: 'name', label: 'Name', required: true, admin: { width: '40%' } }),
        line({
          name: 'inSentence',
          label: 'In a sentence',
          required: true,
          description: '“the United States”, “Scotland”: with “the” where one says it.',
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
              'Stands in the address: /guides/<slug>/. It never changes once the jurisdiction is saved.',
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
          'In this order: reminders go to the first, and climb to the next where nothing happens, at last to the administrators. Only who may edit or review counts. Where nobody is named, those named for the place that this is part of are responsible.',
      },
    },
    { type: 'text', name: 'key', label: 'Key', unique: true, index: true, admin: { hidden: true } },
    revisionField,
    deskStateField,
  ],
}
