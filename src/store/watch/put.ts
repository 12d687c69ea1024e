import { insertRow, isRow, updateRow, type MachineCollection, type StoreRequest } from '../rows.ts'

/** Writes the one row that a name stands for, there or not. */
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
