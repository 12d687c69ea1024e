import type { DateField, Field, SanitizedConfig } from 'payload'

const COLUMN_NAMES = '/src/admin/desk/list/column-names.tsx#ColumnNames'
const LIST_VIEW = '/src/admin/desk/list/list-view.tsx#ListView'
const SAVED_VIEWS = '/src/admin/desk/list/views/saved-views.tsx#SavedViews'

/** Instants: as the rest of the admin writes them, and chosen with their time. */
const INSTANT: NonNullable<DateField['admin']>['date'] = {
  displayFormat: 'd MMMM yyyy, HH:mm',
  pickerAppearance: 'dayAndTime',
  timeFormat: 'HH:mm',
}

const STAMPS = new Set(['createdAt', 'updatedAt'])

type Shown = { components?: { Cell?: unknown }; hidden?: boolean }

/** A field that no form names: an id, or what is derived on save. The state has a cell, and the dates stand above. */
const isUnnamed = (field: Field & { name: string }): boolean => {
  const { hidden, components } = (field.admin ?? {}) as Shown
  if (field.name === 'id') return true
  return hidden === true && !components?.Cell && !STAMPS.has(field.name)
}

/** Fields inside a field, also those of its tabs. */
const within = (field: Field): Field[] =>
  field.type === 'tabs' ? field.tabs.flatMap(({ fields }) => fields) : 'fields' in field ? field.fields : []

function nameAsForm(fields: readonly Field[], title: string | undefined): void {
  for (const field of fields) {
    const admin: Record<string, unknown> = {}
    if (field.type === 'ui') admin.disableListColumn = true
    else if ('name' in field && isUnnamed(field)) {
      admin.disableListFilter = true
      admin.disableListColumn = field.name !== title
    } else if (field.type === 'date') admin.date = INSTANT
    Object.assign((field.admin ??= {}), admin)
    nameAsForm(within(field), title)
  }
}

/**
 * What every list of the admin has in common, also of Payload's own fields, which are added after all plugins: columns
 * and filters are those that a form shows, under its names; a day is chosen as in a form; on a phone each value has the
 * name of its column; and whoever arranged a list can keep that.
 */
export async function readableLists(built: Promise<SanitizedConfig>): Promise<SanitizedConfig> {
  const config = await built
  for (const { admin, fields } of config.collections) {
    if (admin.hidden === true) continue
    nameAsForm(fields, admin.useAsTitle)
    const { beforeListTable = [], views } = (admin.components ??= {})
    admin.components.beforeListTable = [...beforeListTable, SAVED_VIEWS, COLUMN_NAMES]
    admin.components.views = { ...views, list: { Component: LIST_VIEW } }
  }
  return config
}
