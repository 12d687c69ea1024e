import type { Where } from 'payload'
import { editionHash, soundEntry, type Edition } from '#domain/content/editions.ts'
import { assertGivenBack } from '../given-back.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, insertRow, type StoreRequest } from '../rows.ts'

const toEdition = (row: Row): Edition => ({
  entry: row.sealed('entry'),
  kind: row.sealed('kind'),
  n: row.sealedNumber('n'),
  hash: row.sealed('hash'),
  revision: row.sealedNumber('revision'),
  submission: {
    changeNote: row.sealedOrNull('changeNote'),
    changeKind: row.sealed('changeKind'),
    effectiveOn: row.sealedOrNull('effectiveOn'),
    goesLiveOn: row.sealedOrNull('goesLiveOn'),
    corrects: row.sealedNumberOrNull('corrects'),
  },
  content: row.sealed('content'),
  contentHash: row.sealed('contentHash'),
})

/** @throws {GivenBackOtherwise} if the database does not return what was frozen. */
export async function writeEdition(req: StoreRequest, { submission, ...edition }: Edition): Promise<void> {
  await insertRow(req, 'editions', { ...edition, ...submission })
  const kept = await readEdition(req, edition.hash)
  assertGivenBack(`Edition ${edition.n} of ${edition.entry}`, edition.hash, kept && editionHash(kept))
}

/** The edition if it matches its hash; an altered one counts as missing. */
function sound(edition: Edition | null): Edition | null {
  return soundEntry(edition) && edition
}

/** An edition by hash; null if it is missing or was altered. */
export const readEdition = async (req: StoreRequest, hash: string): Promise<Edition | null> =>
  sound(await findRow(req, 'editions', toEdition, { hash: { equals: hash } }))

/** An edition of an entry by number; null if it is missing or was altered. */
export async function readEditionOf(req: StoreRequest, entry: string, n: number): Promise<Edition | null> {
  const where: Where = { and: [{ entry: { equals: entry } }, { n: { equals: n } }] }
  return sound(await findRow(req, 'editions', toEdition, where))
}

/** The editions of an entry, first edition first. */
export const readEditionsOf = (req: StoreRequest, entry: string): Promise<Edition[]> =>
  findRows(req, 'editions', toEdition, { entry: { equals: entry } }, 'n')

/** Editions by hash, without altered ones; `words` as below. */
export async function readEditions(
  ...asked: Parameters<typeof readStoredEditions>
): Promise<Map<string, Edition>> {
  return new Map([...(await readStoredEditions(...asked))].filter(([, edition]) => sound(edition)))
}

/**
 * Editions by hash, including altered ones. Queried in batches, because databases limit the length of a query.
 * @param words only editions whose content contains these words somewhere, found by the database.
 */
export async function readStoredEditions(
  req: StoreRequest,
  hashes: readonly string[],
  words: string | null = null,
): Promise<Map<string, Edition>> {
  const found = new Map<string, Edition>()
  const BATCH = 200
  for (let start = 0; start < hashes.length; start += BATCH) {
    const editions = await findRows(
      req,
      'editions',
      toEdition,
      {
        and: [
          { hash: { in: hashes.slice(start, start + BATCH) } },
          ...(words === null ? [] : [{ content: { contains: words } }]),
        ],
      },
      'hash',
    )
    for (const edition of editions) found.set(edition.hash, edition)
  }
  return found
}

export const readAllEditions = (req: StoreRequest): Promise<Edition[]> =>
  findRows(req, 'editions', toEdition, {}, 'hash')
