import type { Db } from 'mongodb'

/** Takes out what earlier versions kept: failed sign-ins beside the account, and until when a mail was held. */
export async function up(database: Db): Promise<void> {
  await database.collection('users').updateMany({}, { $unset: { loginAttempts: '', lockUntil: '' } })
  await database.collection('outbox').updateMany({}, { $unset: { until: '' } })
}
