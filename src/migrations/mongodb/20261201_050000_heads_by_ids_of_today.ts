import type { Db } from 'mongodb'
import { withPortableIds } from '#domain/portable-ids.ts'

const NAMES = ['savedBy', 'openTogether', 'withdrawalBy', 'assignedTo']

/** Heads that were carried over from the embedded database named people and law changes by the ids that these had there. */
export async function up(database: Db): Promise<void> {
  const heads = database.collection('heads')
  for (const name of NAMES)
    for (const id of await heads.distinct(name)) {
      const known: unknown = id
      if (typeof known !== 'string' || withPortableIds(known) === known) continue
      await heads.updateMany({ [name]: known }, { $set: { [name]: withPortableIds(known) } })
    }
}
