import { leave, leaving } from '#desk/subscriptions/leave.ts'
import { brokenLinkPage, leavePage, leftPage } from '#pipelines/subscribe/pages.ts'
import { page, tokenIn } from '../answer.ts'
import { here } from '../here.ts'

/** Asks, and does nothing: programs that look into mails open every link. */
export async function GET(request: Request): Promise<Response> {
  const { site, reading } = await here()
  const token = tokenIn(request)
  const found = await leaving(reading, token)
  if (!found) return page(brokenLinkPage(site, 'leave'), 404)
  return page(found.state === 'left' ? leftPage(site, token) : leavePage(site, token))
}

export async function POST(request: Request): Promise<Response> {
  const { site, act } = await here()
  const token = tokenIn(request)
  const found = await act((subscriptions) => leave(subscriptions, token))
  return found ? page(leftPage(site, token)) : page(brokenLinkPage(site, 'leave'), 404)
}
