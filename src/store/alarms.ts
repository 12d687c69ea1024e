import type { Alarm } from '#domain/health.ts'
import type { Row } from './row.ts'
import { deleteRows, findRows, insertRow, isRow, updateRow, type StoreRequest } from './rows.ts'

const toAlarm = (row: Row): Alarm => ({
  name: row.text('name'),
  since: row.text('since'),
  toldAt: row.textOrNull('toldAt'),
  words: row.text('words'),
})

/** The alarms of this installation, oldest first; also those of which nobody has been told yet. */
export const readAlarms = (req: StoreRequest): Promise<Alarm[]> =>
  findRows(req, 'alarms', toAlarm, {}, 'since')

const named = (name: string) => ({ name: { equals: name } })

export async function putAlarm(req: StoreRequest, alarm: Alarm): Promise<void> {
  if (await isRow(req, 'alarms', named(alarm.name)))
    await updateRow(req, 'alarms', named(alarm.name), { ...alarm })
  else await insertRow(req, 'alarms', { ...alarm })
}

/** Forgets an alarm that is over. */
export const endAlarm = (req: StoreRequest, { name }: Alarm): Promise<void> =>
  deleteRows(req, 'alarms', named(name))
