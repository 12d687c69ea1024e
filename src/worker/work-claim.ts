import type { PayloadRequest } from 'payload'

/** A claim on work, as those see it who do the work. */
export interface WorkClaim {
  /** Aborted where somebody has taken over, or this process stops. */
  readonly signal: AbortSignal
  /** To be asked before whatever readers or other systems see. It throws where somebody has taken over. */
  check(): Promise<void>
  /** To be asked within a transaction, which then happens only while the claim stands. It throws where it does not. */
  fence(req: PayloadRequest): Promise<void>
  /** Runs one transaction at a time. */
  alone<T>(transaction: () => Promise<T>): Promise<T>
}
