import { PATIENCE } from './patience.ts'

/**
 * Looks again and again until there is something to see.
 * @param every milliseconds between two looks.
 * @returns what was seen.
 */
export async function until<T>(
  look: () => T | false | null | Promise<T | false | null>,
  every = 200,
): Promise<T> {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    const found = await look()
    if (found !== false && found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, every))
  }
  throw new Error(`It did not happen within ${PATIENCE / 1000} seconds.`)
}
