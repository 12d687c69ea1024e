import type { Desk } from '../desk.ts'

/** The watch's desk for recording findings: a desk without an actor. */
export type WatchDesk = Pick<Desk, 'req' | 'clock'>
