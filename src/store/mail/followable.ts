import type { Slug } from '#domain/keys.ts'
import { readPublished } from '../publish/published.ts'
import type { StoreRequest } from '../rows.ts'

/** A place that can be followed. */
export interface Followable {
  key: string
  slug: Slug
  name: string
}

/** The places with a published guide, by name. */
export const readFollowable = async (req: StoreRequest): Promise<Followable[]> =>
  (await readPublished(req)).guides
    .map(({ key, slug, name }) => ({ key, slug, name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
