import type { SiteContent } from '#domain/content/content.ts'
import type { StoreRequest } from '../rows.ts'
import { readLiveStructure } from '../desk/structure.ts'

const words = async (req: StoreRequest): Promise<Pick<SiteContent, 'mailSender' | 'mailFooter'> | null> =>
  (await readLiveStructure(req)).siteContent

/** The name in which mail is sent: neutral, unless another was approved. */
export const readMailSender = async (req: StoreRequest): Promise<string> =>
  (await words(req))?.mailSender?.trim() || 'Updates'

const FOOTER = 'You get this because somebody asked for it with this address, and it was confirmed.'

/** Why somebody gets a digest, at its foot. */
export const readMailFooter = async (req: StoreRequest): Promise<string> =>
  (await words(req))?.mailFooter?.trim() || FOOTER
