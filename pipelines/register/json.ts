import type { z } from 'zod'

/** A register sent something that its documentation does not cover. */
export class UnreadableAnswer extends Error {
  override name = 'UnreadableAnswer'
}

/** An answer in JSON. @throws {UnreadableAnswer} if it is none, or has not the shape that is documented. */
export function parsedJson<T>(body: string, schema: z.ZodType<T>): T {
  let sent: unknown
  try {
    sent = JSON.parse(body)
  } catch {
    throw new UnreadableAnswer('The answer is no JSON.')
  }
  const read = schema.safeParse(sent)
  if (!read.success) throw new UnreadableAnswer('The answer is no list of the register.')
  return read.data
}
