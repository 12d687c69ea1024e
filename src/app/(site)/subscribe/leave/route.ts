import { leave, leaving } from '#desk/mail/leave.ts'
import { leavePage, leftPage } from '#pipelines/subscribe/leave-pages.ts'
import { brokenLinkPage } from '#pipelines/subscribe/refusal-pages.ts'
import { page, tokenIn } from '../../answer.ts'
import { served } from '../../served.ts'

/** Only asks for confirmation: mail scanners open every link. */
export const GET = served(async ({ site, reading }, request) => {
  const token = tokenIn(request)
  const found = await leaving(reading, token)
  if (!found) return page(brokenLinkPage(site, 'leave'), 404)
  return page(found.state === 'left' ? leftPage(site, token) : leavePage(site, token))
})

export const POST = served(async ({ site, act }, request) => {
  const token = tokenIn(request)
  const found = await act((subscriptions) => leave(subscriptions, token))
  return found ? page(leftPage(site, token)) : page(brokenLinkPage(site, 'leave'), 404)
})
