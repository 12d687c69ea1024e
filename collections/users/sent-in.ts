import { isRecord } from '#domain/checks.ts'

/** What was sent to an operation of an account, field by field; whatever it is. */
export const sentIn = ({ data }: { data?: unknown }): Record<string, unknown> => (isRecord(data) ? data : {})
