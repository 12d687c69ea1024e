import { expect } from 'vitest'

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? NaN

/**
 * Times two variants of a request in alternation, and expects equal answers in times that differ only by chance.
 * @param ask returns the answer as text.
 * @returns the two medians, in milliseconds.
 */
export async function asLong(
  [one, other]: readonly [string, string],
  rounds: number,
  ask: (who: string) => Promise<string>,
): Promise<[number, number]> {
  const times = { one: [] as number[], other: [] as number[] }
  const answers = new Set<string>()
  for (const who of [one, other]) await ask(who)
  for (let round = 0; round < rounds; round += 1)
    for (const who of round % 2 ? (['one', 'other'] as const) : (['other', 'one'] as const)) {
      const start = performance.now()
      answers.add(await ask(who === 'one' ? one : other))
      times[who].push(performance.now() - start)
    }
  expect([...answers]).toHaveLength(1)
  const all = [...times.one, ...times.other]
  // The distance between random halves of the same samples: that much is chance.
  const chance = Array.from({ length: 300 }, () => {
    const mixed = all.toSorted(() => Math.random() - 0.5)
    return Math.abs(median(mixed.slice(0, rounds)) - median(mixed.slice(rounds)))
  }).sort((a, b) => a - b)
  const medians: [number, number] = [median(times.one), median(times.other)]
  expect(Math.abs(medians[0] - medians[1])).toBeLessThanOrEqual((chance[296] ?? 0) * 1.5)
  // In each pair one is slower: either as often as the other, but for chance (4 standard deviations).
  const slower = times.one.filter((time, round) => time > (times.other[round] ?? 0)).length
  expect(Math.abs(slower - rounds / 2)).toBeLessThan(4 * (Math.sqrt(rounds) / 2))
  return medians
}
