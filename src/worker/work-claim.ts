import type { PayloadRequest } from 'payload'

/** A claim on work, as seen by the code doing the work. */
export interface WorkClaim {
  /** Aborts when another worker has taken over or this process stops. */
  readonly signal: AbortSignal
  /** Call before doing anything readers or other systems can see. Throws if another worker has taken over. */
  check(): Promise<void>
  /** Call inside a transaction, so that it commits only while the claim is held. Throws if it is not. */
  fence(req: PayloadRequest): Promise<void>
  /** Runs one transaction at a time. */
  alone<T>(transaction: () => Promise<T>): Promise<T>
}
