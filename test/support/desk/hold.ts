import type { Payload } from 'payload'
import { PUBLISHING_CHAIN, type HoldAction } from '#domain/desk/hold.ts'
import type { Clock } from '#lib/clock.ts'
import { sequenceOf } from '#lib/release-names.ts'
import { appendEvent } from '#store/desk/chains.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'

/** Records that publishing is held at a release, or resumed, where nothing is published. */
export const recordHold = (payload: Payload, clock: Clock, action: HoldAction, release = '000001-abc') =>
  inOwnTransaction({ payload }, (req) =>
    appendEvent(req, 'shared-events', {
      chain: PUBLISHING_CHAIN,
      actor: { id: 'system:test', name: 'Test', roles: [] },
      at: clock.now(),
      action,
      details: { release, sequence: sequenceOf(release), reason: 'Broken.' },
    }),
  )
