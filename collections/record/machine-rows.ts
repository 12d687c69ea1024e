import { APIError, type CollectionBeforeOperationHook, type CollectionConfig, type Field } from 'payload'
import { keptByTheSystem } from '../access/roles.ts'
import { WHEN_CELL } from '../fields/when-cell.ts'

interface MachineRows {
  slug: string
  labels: { singular: string; plural: string }
  description: string
  title: string
  columns: string[]
  sort: string
  unique?: string[][]
  /** Fields indexed together. */
  together?: string[][]
  fields: Field[]
}

const READS = new Set(['read', 'readDistinct', 'count', 'countVersions'])

/**
 * Refuses every write through Payload, including Local API calls that bypass access rules: the store writes
 * beneath it.
 */
const refuseWrites: CollectionBeforeOperationHook = ({ args, operation, collection }) => {
  if (READS.has(operation)) return args
  throw new APIError(
    `Rows of “${collection.slug}” are written by the system alone. Nobody changes or deletes one.`,
    403,
    undefined,
    true,
  )
}

/** Rows that the system writes and staff may read: nobody changes or deletes one, through any entry point. */
export const machineRows = ({
  slug,
  labels,
  description,
  title,
  columns,
  sort,
  unique = [],
  together = [],
  fields,
}: MachineRows): CollectionConfig => ({
  slug,
  labels,
  access: keptByTheSystem,
  defaultSort: sort,
  disableDuplicate: true,
  disableBulkEdit: true,
  lockDocuments: false,
  hooks: { beforeOperation: [refuseWrites] },
  timestamps: false,
  indexes: [
    ...unique.map((names) => ({ fields: names, unique: true })),
    ...together.map((names) => ({ fields: names })),
  ],
  // In no menu: administrators find them on the page “System”. Whoever may read them still may.
  admin: { group: false, description, useAsTitle: title, defaultColumns: columns, hideAPIURL: true },
  custom: { machine: true },
  fields,
})

/** A short text of a machine row. */
export const text = (
  name: string,
  label: string,
  options: { unique?: boolean; index?: boolean } = {},
): Field => ({ type: 'text', name, label, ...options })
/** A day or an instant of a machine row, kept as text: lists show it as people write it. */
export const when = (name: string, label: string, { index }: { index?: boolean } = {}): Field => ({
  type: 'text',
  name,
  label,
  index,
  admin: { components: { Cell: WHEN_CELL } },
})
export const count = (
  name: string,
  label: string,
  options: { unique?: boolean; index?: boolean } = {},
): Field => ({ type: 'number', name, label, ...options })
export const mark = (name: string, label: string): Field => ({ type: 'checkbox', name, label })
/** JSON, kept as the exact text that was hashed. */
export const json = (name: string, label: string): Field => ({
  type: 'code',
  name,
  label,
  admin: { language: 'json' },
})
