import type { Sha256 } from '#domain/hash.ts'

/** The database gives back something else than was written. Nothing of the transaction is kept. */
export class GivenBackOtherwise extends Error {
  override name = 'GivenBackOtherwise'
}

/**
 * What is hashed must be what the database gives back, or the record would be broken from the start.
 * @param kept hash of what was read after it was written, in the same transaction; null where nothing was found.
 * @throws {GivenBackOtherwise} where the two differ.
 */
export function assertGivenBack(what: string, hash: Sha256, kept: Sha256 | null): void {
  if (hash !== kept)
    throw new GivenBackOtherwise(
      `${what} was not saved: the database does not give it back as it was written. Look for unusual characters in it.`,
    )
}
