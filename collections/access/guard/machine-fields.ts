import type { CollectionBeforeOperationHook, Field, FieldAccess } from 'payload'

const nobody: FieldAccess = () => false

/** Row ids: no form lets anyone type one, but each sends back the ids it was given. */
const isRowId = (field: Field): boolean => 'name' in field && field.name === 'id'

/** Whether a field is machine-kept: no form lets anyone type into it. */
function isForMachines(field: Field): boolean {
  if (!('name' in field) || isRowId(field)) return false
  const { hidden = false } = field as { hidden?: boolean }
  const { admin = {} } = field as { admin?: { hidden?: boolean; readOnly?: boolean; disabled?: boolean } }
  return hidden || admin.hidden === true || admin.readOnly === true || admin.disabled === true
}

/**
 * Ignores request values for fields that no form lets anyone type into: creation and change dates, derived
 * values, and actors. They are ignored rather than rejected, because forms send back everything they were
 * given; hooks and the store set them.
 */
export function keepForMachines(fields: readonly Field[]): void {
  for (const field of fields) {
    if (isForMachines(field)) {
      const kept = field as { access?: Record<string, FieldAccess> }
      kept.access = { ...kept.access, create: nobody, update: nobody }
    } else if (field.type === 'tabs') keepForMachines(field.tabs.flatMap((tab) => tab.fields))
    else if (field.type === 'blocks') keepForMachines(field.blocks.flatMap((block) => block.fields))
    else if ('fields' in field) keepForMachines(field.fields)
  }
}

/**
 * A record's id is assigned on creation. A request's id is dropped before hooks could mistake it for the
 * record's.
 */
export const keepId: CollectionBeforeOperationHook = ({ args, overrideAccess }) => {
  const { data } = args as { data?: unknown }
  if (overrideAccess || typeof data !== 'object' || data === null || !('id' in data)) return undefined
  const { id: _id, ...rest } = data
  return { ...args, data: rest }
}
