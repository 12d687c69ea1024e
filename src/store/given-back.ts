import type { Sha256 } from '#domain/hash.ts'

/** The database returned something other than was written. The transaction is rolled back. */
export class GivenBackOtherwise extends Error {
  override name = 'GivenBackOtherwise'
}

/**
 * Hashed data must read back unchanged, or the record would be broken from the start.
 * @param kept hash of what was read back after writing, in the same transaction; null if nothing was found.
 * @throws {GivenBackOtherwise} if the two differ.
 */
export function assertGivenBack(what: string, hash: Sha256, kept: Sha256 | null): void {
  if (hash !== kept)
    throw new GivenBackOtherwise(
      `${what} was not saved: the database does not give it back as it was written. Look for unusual characters in it.`,
    )
}
