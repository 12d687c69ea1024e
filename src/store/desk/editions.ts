import type { LegalDate } from '#domain/dates.ts'
import { editionHash, soundEntry, type ChangeKind, type Edition } from '#domain/content/editions.ts'
import type { Sha256 } from '#domain/hash.ts'
import type { ReviewedKind } from '#domain/keys.ts'
import { assertGivenBack } from '../given-back.ts'
import { findRow, findRows, insertRow, type StoreRequest } from '../rows.ts'

interface EditionRow {
  entry: string
  kind: ReviewedKind
  n: number
  hash: string
  revision: number
  changeNote: string | null
  changeKind: ChangeKind
  effectiveOn: string | null
  goesLiveOn: string | null
  corrects: number | null
  content: string
  contentHash: string
}

const toEdition = (row: EditionRow): Edition => ({
  entry: row.entry,
  kind: row.kind,
  n: row.n,
  hash: row.hash as Sha256,
  revision: row.revision,
  submission: {
    changeNote: row.changeNote ?? null,
    changeKind: row.changeKind,
    effectiveOn: (row.effectiveOn ?? null) as LegalDate | null,
    goesLiveOn: (row.goesLiveOn ?? null) as LegalDate | null,
    corrects: row.corrects ?? null,
  },
  content: row.content,
  contentHash: row.contentHash as Sha256,
})

/** @throws {GivenBackOtherwise} where the database does not give back what was frozen. */
export async function writeEdition(req: StoreRequest, { submission, ...edition }: Edition): Promise<void> {
  await insertRow(req, 'editions', { ...edition, ...submission })
  const kept = await readEdition(req, edition.hash)
  assertGivenBack(`Edition ${edition.n} of ${edition.entry}`, edition.hash, kept && editionHash(kept))
}

/** An edition that is what was frozen; what was altered is none, and stands for no entry. */
function sound(edition: Edition | null): Edition | null {
  return soundEntry(edition) && edition
}

/** An edition by its hash; null where it is missing, or was altered. */
export async function readEdition(req: StoreRequest, hash: string): Promise<Edition | null> {
  const row = await findRow<EditionRow>(req, 'editions', { hash: { equals: hash } })
  return row ? sound(toEdition(row)) : null
}

/** An edition of an entry by its number; null where it is missing, or was altered. */
export async function readEditionOf(req: StoreRequest, entry: string, n: number): Promise<Edition | null> {
  const row = await findRow<EditionRow>(req, 'editions', {
    and: [{ entry: { equals: entry } }, { n: { equals: n } }],
  })
  return row ? sound(toEdition(row)) : null
}

/** The editions of an entry, first edition first. */
export async function readEditionsOf(req: StoreRequest, entry: string): Promise<Edition[]> {
  return (await findRows<EditionRow>(req, 'editions', { entry: { equals: entry } }, 'n')).map(toEdition)
}

/** Editions by hash, without those that were altered; `words` as below. */
export async function readEditions(
  ...asked: Parameters<typeof readStoredEditions>
): Promise<Map<string, Edition>> {
  return new Map([...(await readStoredEditions(...asked))].filter(([, edition]) => sound(edition)))
}

/**
 * Editions by hash, whatever became of them. Asked for in batches, because a database limits the length of a question.
 * @param words only those whose content has these words somewhere, found by the database.
 */
export async function readStoredEditions(
  req: StoreRequest,
  hashes: readonly string[],
  words: string | null = null,
): Promise<Map<string, Edition>> {
  const found = new Map<string, Edition>()
  const BATCH = 200
  for (let start = 0; start < hashes.length; start += BATCH) {
    const rows = await findRows<EditionRow>(
      req,
      'editions',
      {
        and: [
          { hash: { in: hashes.slice(start, start + BATCH) } },
          ...(words === null ? [] : [{ content: { contains: words } }]),
        ],
      },
      'hash',
    )
    for (const row of rows) found.set(row.hash, toEdition(row))
  }
  return found
}

export const readAllEditions = async (req: StoreRequest): Promise<Edition[]> =>
  (await findRows<EditionRow>(req, 'editions', {}, 'hash')).map(toEdition)
