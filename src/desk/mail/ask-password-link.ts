import type { NewMail } from '#domain/mail/mails.ts'
import type { AddressBook } from '#lib/addresses.ts'
import type { Clock } from '#lib/clock.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import type { StoreRequest } from '#store/rows.ts'
import { findStaffMember } from '#store/desk/staff.ts'

/** At most one mail per address in this many milliseconds: each mail invalidates the previous link. */
const SLOT = 5 * 60_000

interface Parts {
  req: StoreRequest
  clock: Clock
  book: Pick<AddressBook, 'lookup'>
  /** Host of the site. */
  host: string
}

/** Puts the mail by which an administrator lets somebody set their password into the outbox. */
export async function sendInvitation(
  { req, clock, host }: Omit<Parts, 'book'>,
  { account, by }: { account: string; by: string },
): Promise<void> {
  const at = clock.now()
  const mail: NewMail = {
    key: `invitation/${account}/${Math.floor(at.getTime() / SLOT)}`,
    kind: 'password',
    recipient: `user:${account}`,
    run: null,
    args: { invitedBy: by },
    priority: 0,
    notBefore: at.toISOString(),
  }
  await putMails(req, [mail], { at, host })
}

/**
 * Puts the mail with a password reset link into the outbox. For an unknown address it adds a mail to a
 * nonexistent recipient, which the sender drops: both take the same time, so that only the mail itself reveals
 * whether the account exists.
 */
export async function askPasswordLink({ req, clock, book, host }: Parts, email: string): Promise<void> {
  const at = clock.now()
  const person = await findStaffMember(req, { email })
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
