import type { Payload } from 'payload'
import { findSubscribers } from '#store/mail/subscribers.ts'

/** All subscribers, without the ids that a database gives them. */
export const findStoredSubscribers = async (payload: Payload): Promise<object[]> =>
  (await findSubscribers({ payload }, {}, 0))
    .map(({ id: _id, ...subscriber }) => subscriber)
    .sort((a, b) => (a.lookup < b.lookup ? -1 : 1))
