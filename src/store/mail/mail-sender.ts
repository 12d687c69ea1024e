import type { SiteContent } from '#domain/content/content.ts'
import { NEUTRAL_FOOTER, NEUTRAL_SENDER } from '#domain/mail/neutral-words.ts'
import type { StoreRequest } from '../rows.ts'
import { readLiveStructure } from '../desk/structure.ts'

const words = async (req: StoreRequest): Promise<Pick<SiteContent, 'mailSender' | 'mailFooter'> | null> =>
  (await readLiveStructure(req)).siteContent

/** The sender name of mails: neutral, unless another was approved. */
export const readMailSender = async (req: StoreRequest): Promise<string> =>
  (await words(req))?.mailSender?.trim() || NEUTRAL_SENDER

/** The digest footer: why the reader gets it. */
export const readMailFooter = async (req: StoreRequest): Promise<string> =>
  (await words(req))?.mailFooter?.trim() || NEUTRAL_FOOTER
