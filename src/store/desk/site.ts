import type { Site } from '#domain/content/site.ts'
import type { StoreRequest } from '../rows.ts'
import { readLiveStructure, SiteMissing } from './structure.ts'

/**
 * The words and settings of the site, as they are live.
 * @throws {SiteMissing} where none were ever live.
 */
export async function readSite(req: StoreRequest): Promise<Site> {
  const { site } = await readLiveStructure(req)
  if (!site) throw new SiteMissing()
  return site
}
