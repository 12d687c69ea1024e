import type { Edition } from '#domain/content/editions.ts'
import type { LiveEdition } from '#domain/desk/heads.ts'
import { env } from '#lib/env.ts'
import { PublishedForms } from '#lib/published-forms.ts'
import { readEdition } from '#store/desk/editions.ts'
import type { StoreRequest } from '#store/rows.ts'

/**
 * The live edition: from its published copy if the database no longer has it. Null if neither has it, which
 * must not prevent replacing or withdrawing it.
 */
export const readLiveEdition = async (
  req: StoreRequest,
  { hash }: Pick<LiveEdition, 'hash'>,
): Promise<Edition | null> =>
  (await readEdition(req, hash)) ?? (await new PublishedForms(env().dataDir).edition(hash))
