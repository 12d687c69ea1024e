import { Refused } from '../desk.ts'

/** Of several that are submitted at once, says which was refused, and that the others were not submitted either. */
export const noneSubmitted = (label: string, error: unknown): unknown =>
  error instanceof Refused
    ? new Refused({
        ...error.decision,
        message: `${label}: ${error.decision.message} None was submitted.`,
      })
    : error
