import { canonical } from '#domain/canonical.ts'
import { sha256, type Sha256 } from '#domain/hash.ts'
import { textOf } from '#domain/values.ts'
import type { RowSet } from './collections.ts'
import { readSet, type Moment, type PlainRow } from './read.ts'

const endOf = ({ entry, chain, n, hash, eventN, eventHash }: PlainRow): [string, number, string] => [
  textOf(entry ?? chain),
  Number(eventN ?? n),
  textOf(eventHash ?? hash),
]

/** SHA-256 of the ends of all event chains: the whole record behind them is the same where it is the same. */
export async function hashOfEnds(moment: Moment, sets: readonly RowSet[]): Promise<Sha256> {
  const ends: [string, number, string][] = []
  for (const set of sets)
    if (set.name === 'heads' || set.name === 'chain-ends')
      for await (const page of readSet(moment, set)) ends.push(...page.map(endOf))
  return sha256(canonical(ends.sort(([a], [b]) => (a < b ? -1 : 1))))
}
