import type { NewMail } from '#domain/mail/mails.ts'
import type { AddressBook } from '#lib/addresses.ts'
import type { Clock } from '#lib/clock.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import type { StoreRequest } from '#store/rows.ts'
import { findStaff } from '#store/desk/staff.ts'

/** One mail to an address in so many milliseconds: each ends the link of the one before. */
const SLOT = 5 * 60_000

interface Parts {
  req: StoreRequest
  clock: Clock
  book: Pick<AddressBook, 'lookup'>
  /** Name of the site. */
  host: string
}

/**
 * Puts the mail with a link to set a new password into the outbox. For an address that nobody has, it puts one to nobody
 * there, which the sender drops: both take the same time, and nothing but their mail tells anybody which it was.
 */
export async function askPasswordLink({ req, clock, book, host }: Parts, email: string): Promise<void> {
  const at = clock.now()
  const person = await findStaff(req, email)
  const mail: NewMail = {
    key: `password/${book.lookup(email)}/${Math.floor(at.getTime() / SLOT)}`,
    kind: 'password',
    recipient: `user:${person?.id ?? 'nobody'}`,
    run: null,
    args: {},
    priority: 0,
    notBefore: at.toISOString(),
  }
  await putMails(req, [mail], { at, host })
}
