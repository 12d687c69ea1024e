import { isRecord } from '#domain/checks.ts'

/** The data sent to an account operation, by field; empty if it is not an object. */
export const sentIn = ({ data }: { data?: unknown }): Record<string, unknown> => (isRecord(data) ? data : {})
