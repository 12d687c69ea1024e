import { choicesOf, followedOf } from '#domain/mail/subscribing.ts'
import type { Subscriber } from '#domain/mail/subscribers.ts'
import { confirm, confirming } from '#desk/mail/confirm.ts'
import { confirmedPage, confirmPage } from '#pipelines/subscribe/confirm-pages.ts'
import { brokenLinkPage } from '#pipelines/subscribe/refusal-pages.ts'
import { readJurisdictions } from '#store/desk/jurisdictions.ts'
import { readFollowableEntries } from '#store/mail/followable.ts'
import { page, tokenIn } from '../../answer.ts'
import type { Here } from '../../here.ts'
import { served } from '../../served.ts'

const chosen = async ({ reading }: Here, found: Subscriber) => ({
  choices: choicesOf(found),
  places: await readJurisdictions(reading.req),
  entries: await readFollowableEntries(reading.req, {
    place: null,
    keys: followedOf(found.follows).entries,
  }),
})

/** Only asks for confirmation: mail scanners open every link. */
export const GET = served(async (at, request) => {
  const token = tokenIn(request)
  const found = await confirming(at.reading, token)
  if (!found) return page(brokenLinkPage(at.site, 'confirm'), 404)
  const shown = await chosen(at, found)
  return page(
    found.state === 'active' ? confirmedPage(at.site, shown) : confirmPage(at.site, { token, ...shown }),
  )
})

export const POST = served(async (at, request) => {
  const token = tokenIn(request)
  const found = await at.act((subscriptions) => confirm(subscriptions, token))
  if (!found) return page(brokenLinkPage(at.site, 'confirm'), 404)
  return page(confirmedPage(at.site, await chosen(at, found)))
})
