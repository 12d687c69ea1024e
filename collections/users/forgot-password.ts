import { addDataAndFileToRequest, APIError, type Endpoint } from 'payload'
import { MAX_ADDRESS } from '#domain/mail-address.ts'
import { askPasswordLink } from '#desk/mail/ask-password-link.ts'
import { addressBook } from '#lib/addresses.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { networkIn } from '#lib/throttle.ts'
import { takePasswordLink } from '#store/desk/password-link-tries.ts'
import { inTransaction } from '#store/transaction.ts'

const unfit = (message: string): Error => new APIError(message, 400, undefined, true)

/**
 * Stores a request for a password reset link, and answers the same whether or not the address is known. The
 * worker sends the link. Replaces Payload's own route, which sends mail inside a transaction.
 */
export const forgotPassword: Omit<Endpoint, 'root'> = {
  path: '/forgot-password',
  method: 'post',
  handler: async (req) => {
    await addDataAndFileToRequest(req)
    const { email } = (req.data ?? {}) as { email?: unknown }
    const address = typeof email === 'string' ? email.toLowerCase().trim() : ''
    if (address === '') throw unfit('Write the address that you sign in with.')
    if (address.length > MAX_ADDRESS) throw unfit(`An address has at most ${MAX_ADDRESS} characters.`)
    const book = addressBook(env().dataDir)
    const from = { network: book.lookup(networkIn(req.headers)), address: book.lookup(address) }
    const wait = await takePasswordLink(req.payload, from, systemClock.now())
    if (wait > 0)
      return Response.json(
        { errors: [{ message: 'A link was asked for a moment ago. Wait a little, then try again.' }] },
        { status: 429, headers: { 'Retry-After': String(Math.ceil(wait / 1_000)) } },
      )
    const { hostname: host } = new URL(env().publicUrl)
    await inTransaction(req, () => askPasswordLink({ req, clock: systemClock, book, host }, address), {
      name: 'a password link',
    })
    return Response.json({ message: 'If there is such an account, a mail with a link is on its way.' })
  },
}
