import { insertRow, isRow, updateRow, type MachineCollection, type StoreRequest } from '../rows.ts'

/** Inserts or updates the row with this name. */
export async function putRow(
  req: StoreRequest,
  collection: MachineCollection,
  name: string,
  data: Record<string, unknown>,
): Promise<void> {
  const where = { [name]: { equals: data[name] } }
  if (await isRow(req, collection, where)) await updateRow(req, collection, where, data)
  else await insertRow(req, collection, data)
}
