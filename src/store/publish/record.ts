import type { Payload } from 'payload'
import type { EditorialRecord } from '#domain/publish/record.ts'
import { readChainEnds } from '../desk/chains.ts'
import { readRecordedChanges } from './changes.ts'
import { readAllEditions } from '../desk/editions.ts'
import { readAllEvents, readChains } from '../desk/events.ts'
import { readInconsistentHeads, readHeads } from '../desk/heads.ts'
import { inOwnTransaction } from '../own-transaction.ts'

/** The desk's whole record, read in one transaction. */
export async function readRecord(payload: Payload): Promise<Omit<EditorialRecord, 'kept'>> {
  return inOwnTransaction(
    { payload },
    async (req) => ({
      events: await readAllEvents(req),
      chains: {
        events: new Map([
          ...(await readChains<string>(req, 'shared-events')),
          ...(await readChains<string>(req, 'account-events')),
        ]),
        ends: await readChainEnds(req),
      },
      editions: await readAllEditions(req),
      heads: await readHeads(req),
      crooked: await readInconsistentHeads(req),
      changes: await readRecordedChanges(req),
    }),
    { name: 'the whole record', long: true, readOnly: true },
  )
}
