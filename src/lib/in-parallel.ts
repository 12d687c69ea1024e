/**
 * Does something with each, several at once. After a failure nothing more is begun; what is under way ends first.
 * @throws the first failure.
 */
export async function inParallel<T>(
  all: readonly T[],
  atOnce: number,
  work: (each: T) => Promise<void>,
): Promise<void> {
  let next = 0
  const failures: unknown[] = []
  const take = async (): Promise<void> => {
    while (next < all.length && failures.length === 0)
      try {
        await work(all[next++] as T)
      } catch (error) {
        failures.push(error)
      }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, take))
  if (failures.length > 0) throw failures[0]
}
