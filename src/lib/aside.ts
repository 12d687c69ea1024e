import { lstat, rename } from 'node:fs/promises'

/**
 * Puts aside what stands where something of ours belongs, and is of another kind: nothing is deleted that somebody may
 * have put there.
 * @param fits whether what is there may stay.
 */
export async function setAside(
  path: string,
  fits: (there: Awaited<ReturnType<typeof lstat>>) => boolean = () => false,
): Promise<void> {
  const there = await lstat(path).catch(() => null)
  if (there !== null && !fits(there)) await rename(path, `${path}.aside-${Date.now()}`)
}
