import type { Desk } from '../desk.ts'

/** Where the watch writes down what it found: as a desk, without somebody sitting at it. */
export type WatchDesk = Pick<Desk, 'req' | 'clock'>
