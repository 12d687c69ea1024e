import { lstat, rename } from 'node:fs/promises'
import { orElse } from './own-errors.ts'

/**
 * Renames whatever is at one of our paths if it is of another kind. Nothing is deleted, as somebody may have put it
 * there.
 * @param fits whether what is there may stay.
 */
export async function setAside(
  path: string,
  fits: (there: Awaited<ReturnType<typeof lstat>>) => boolean = () => false,
): Promise<void> {
  const there = await lstat(path).catch(orElse(null))
  if (there !== null && !fits(there)) await rename(path, `${path}.aside-${Date.now()}`)
}
