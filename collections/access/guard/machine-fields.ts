import type { CollectionBeforeOperationHook, Field, FieldAccess } from 'payload'

const nobody: FieldAccess = () => false

/** Ids of rows: no form lets anybody type one, but each sends back those it was given. */
const isRowId = (field: Field): boolean => 'name' in field && field.name === 'id'

/** Whether a machine keeps a field: no form lets anybody type into it. */
function isForMachines(field: Field): boolean {
  if (!('name' in field) || isRowId(field)) return false
  const { hidden = false } = field as { hidden?: boolean }
  const { admin = {} } = field as { admin?: { hidden?: boolean; readOnly?: boolean; disabled?: boolean } }
  return hidden || admin.hidden === true || admin.readOnly === true || admin.disabled === true
}

/**
 * What nobody types nobody sets from outside either: not the days on which a record was made and changed, not what is
 * derived of it, not who did something. What a request says of such a field is passed over, as forms send back all that they were
 * given; hooks and the store set it.
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

/** The id of a record is made with it. What a request says of it is passed over before hooks take it for the record’s. */
export const keepId: CollectionBeforeOperationHook = ({ args, overrideAccess }) => {
  const { data } = args as { data?: unknown }
  if (overrideAccess || typeof data !== 'object' || data === null || !('id' in data)) return undefined
  const { id: _id, ...rest } = data
  return { ...args, data: rest }
}
