import type { StoreRequest } from './rows.ts'

interface MailWords {
  mailSender?: string | null
  mailFooter?: string | null
}

const words = async ({ payload }: StoreRequest): Promise<MailWords> =>
  (await payload.db.findGlobal({ slug: 'site' })) ?? {}

/** The name in which mail is sent: neutral, unless an administrator chose another. */
export const readMailSender = async (req: StoreRequest): Promise<string> =>
  (await words(req)).mailSender?.trim() || 'Updates'

const FOOTER = 'You get this because somebody asked for it with this address, and it was confirmed.'

/** Why somebody gets a digest, at its foot. */
export const readMailFooter = async (req: StoreRequest): Promise<string> =>
  (await words(req)).mailFooter?.trim() || FOOTER
