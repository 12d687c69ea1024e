import type { CollectionConfig, Field, PayloadRequest } from 'payload'
import type { Kind } from '#domain/keys.ts'
import { DESK_STATES } from '#domain/desk/heads.ts'
import { textOf } from '#domain/values.ts'
import { keptByEditors } from '../access/roles.ts'
import { awaitedRows } from '../fields/awaited-rows.ts'
import { cite } from '../fields/cite.ts'
import { citations } from '../fields/citations.ts'
import { instrumentUses } from '../fields/instrument-uses.ts'
import { options } from '../fields/options.ts'
import { verification } from '../fields/verification.ts'
import { deskEndpoints } from './endpoints.ts'
import { assignKey, assignPlace, recordCreate, recordDelete, recordSave, refuseBulk } from './hooks.ts'

interface EntryOptions {
  kind: Kind
  slug: string
  labels: { singular: string; plural: string }
  description: string
  group: string
  columns: string[]
  /** Fields of the kind itself, in printed order. */
  fields: Field[]
  /** The jurisdiction field's label and description; omitted for essentials, which have no jurisdiction. */
  jurisdiction?: { label: string; description?: string }
}

/** An entry's title and sort order in lists and pickers, both derived on save. */
const derived: Field[] = [
  {
    type: 'text',
    name: 'label',
    label: 'Entry',
    index: true,
    admin: { hidden: true },
    access: { update: () => true },
  },
  { type: 'text', name: 'place', label: 'Printed order', index: true, admin: { hidden: true } },
]

/** The desk's components on a working copy's screen. */
export const deskParts = {
  beforeDocumentControls: ['/src/admin/desk/bar/desk-bar.tsx#DeskBar'],
  SaveButton: '/src/admin/desk/save/save-button.tsx#SaveButton',
}

/** The desk's screens next to the form. */
export const deskScreens = {
  review: {
    Component: '/src/admin/desk/review/review-view.tsx#ReviewView',
    path: '/review' as const,
    tab: { label: 'Review', href: '/review' as const, order: 200 },
  },
  history: {
    Component: '/src/admin/desk/history/history-view.tsx#HistoryView',
    path: '/history' as const,
    tab: { label: 'History', href: '/history' as const, order: 210 },
  },
  // It offers to restore old versions, which the desk refuses: the history screen loads them into the form
  // instead.
  versions: { tab: { condition: () => false } },
}

/** Revision of a working copy: each save states the revision it started from. */
export const revisionField: Field = {
  type: 'number',
  name: 'revision',
  label: 'Revision',
  defaultValue: 0,
  admin: {
    position: 'sidebar',
    components: { Field: '/src/admin/content/fields/revision.tsx#RevisionField' },
  },
}

/** The state of a working copy, shown in lists. */
export const deskStateField: Field = {
  type: 'select',
  name: 'deskState',
  label: 'State',
  defaultValue: 'never-live',
  options: options(DESK_STATES),
  index: true,
  admin: { hidden: true, components: { Cell: '/src/admin/desk/cells/desk-state.tsx#DeskStateCell' } },
}

/** Open tasks, shown above the form. */
export const deskNotices: Field = {
  type: 'ui',
  name: 'notices',
  admin: {
    disableListColumn: true,
    components: { Field: '/src/admin/desk/bar/notices.tsx#DeskNotices' },
  },
}

const record: Field[] = [
  {
    type: 'text',
    name: 'key',
    label: 'Key',
    unique: true,
    index: true,
    admin: {
      position: 'sidebar',
      description:
        'Names this entry in addresses, anchors and records. Made for you at the first save; it never changes.',
      components: { Field: '/src/admin/content/fields/key.tsx#KeyField' },
    },
  },
  revisionField,
  deskStateField,
]

/** The jurisdiction of an entry. */
const jurisdictionField = ({ label, description }: NonNullable<EntryOptions['jurisdiction']>): Field => ({
  type: 'relationship',
  name: 'jurisdiction',
  label,
  relationTo: 'jurisdictions',
  required: true,
  index: true,
  // A link from the checklist of a guide names the place.
  defaultValue: ({ req }: { req?: PayloadRequest }) => textOf(req?.query.jurisdiction) || undefined,
  admin: { position: 'sidebar', description, allowEdit: false, allowCreate: false },
})

const orderField: Field = {
  type: 'number',
  name: 'order',
  label: 'Order',
  required: true,
  defaultValue: 100,
  min: 0,
  max: 9999,
  validate: (value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 9999
      ? true
      : 'Enter a whole number from 0 to 9999.',
  admin: { position: 'sidebar', description: 'Lower numbers are printed first.' },
}

/** A collection of entries: working copies that only the desk can publish. */
export function entryCollection({
  kind,
  slug,
  labels,
  description,
  group,
  columns,
  fields,
  jurisdiction,
}: EntryOptions): CollectionConfig {
  return {
    slug,
    labels,
    access: keptByEditors,
    defaultSort: 'place',
    disableDuplicate: true,
    disableBulkEdit: true,
    versions: { drafts: false, maxPerDoc: 0 },
    admin: {
      group,
      description,
      useAsTitle: 'label',
      defaultColumns: ['label', 'deskState', ...columns, 'inForceAsOf', 'updatedAt'],
      listSearchableFields: ['label', 'key'],
      pagination: { defaultLimit: 50 },
      hideAPIURL: true,
      components: {
        edit: deskParts,
        views: { edit: deskScreens },
      },
    },
    custom: { kind },
    hooks: {
      beforeOperation: [refuseBulk],
      beforeValidate: [assignKey(kind)],
      beforeChange: [assignPlace(kind), recordSave(kind)],
      afterChange: [recordCreate(kind)],
      beforeDelete: [recordDelete(kind)],
    },
    endpoints: deskEndpoints(kind),
    fields: [
      deskNotices,
      awaitedRows(),
      ...fields,
      instrumentUses(kind),
      cite(kind),
      citations(kind),
      ...(jurisdiction ? [jurisdictionField(jurisdiction)] : []),
      orderField,
      ...verification,
      ...record,
      ...derived,
    ],
  }
}
