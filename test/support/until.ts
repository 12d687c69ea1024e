import { PATIENCE } from './patience.ts'

/** Looks again and again until there is something to see. @returns what was seen. */
export async function until<T>(look: () => Promise<T | false | null>): Promise<T> {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    const found = await look()
    if (found !== false && found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`It did not happen within ${PATIENCE / 1000} seconds.`)
}
