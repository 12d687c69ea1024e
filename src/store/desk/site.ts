import type { Site } from '#domain/content/site.ts'
import type { StoreRequest } from '../rows.ts'
import { readLiveStructure, SiteMissing } from './structure.ts'

/**
 * The live texts and settings of the site.
 * @throws {SiteMissing} if none were ever live.
 */
export async function readSite(req: StoreRequest): Promise<Site> {
  const { site } = await readLiveStructure(req)
  if (!site) throw new SiteMissing()
  return site
}
