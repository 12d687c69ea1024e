import { createHash } from 'node:crypto'
import type { Brand } from './brand.ts'
import { canonical, canonicalParts } from './canonical.ts'

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export type Sha256 = Brand<string, 'Sha256'>

export const sha256 = (data: string | Uint8Array): Sha256 =>
  createHash('sha256').update(data).digest('hex') as Sha256

/** SHA-256 of a value's canonical JSON. */
export const hashOf = (value: unknown): Sha256 => sha256(canonical(value))

/** The same as {@link hashOf}, for an object with long lists: its text is never whole in memory. */
export function hashOfLarge(value: object): Sha256 {
  const hash = createHash('sha256')
  for (const part of canonicalParts(value)) hash.update(part)
  return hash.digest('hex') as Sha256
}
