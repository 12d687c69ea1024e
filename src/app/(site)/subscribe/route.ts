import { FIRST_CHOICES } from '#domain/mail/subscribing.ts'
import { cut } from '#domain/text-rules.ts'
import { ask } from '#desk/mail/ask.ts'
import { requestReceivedPage } from '#pipelines/subscribe/request-pages.ts'
import { subscribePage } from '#pipelines/subscribe/form-pages.ts'
import { readFollowable } from '#store/mail/followable.ts'
import { formOf, page } from '../answer.ts'
import { sentChoices } from './sent-choices.ts'
import { served } from '../served.ts'
import { throttled } from './throttled.ts'
import { typedAddress } from '../typed-address.ts'

/** The subscription form. A link from a guide preselects its place. */
export const GET = served(async ({ site, reading }, request) => {
  const places = await readFollowable(reading.req)
  const wanted = new URL(request.url).searchParams.getAll('place')
  const chosen = places.filter(({ key }) => wanted.includes(key)).map(({ key }) => key)
  const html = subscribePage(site, {
    places,
    choices: { ...FIRST_CHOICES, places: chosen },
    problems: [],
    typed: '',
  })
  return page(html, 200, site.sample ? {} : { 'X-Robots-Tag': 'all' })
})

/** Records the request, and answers everyone the same: the worker checks whether the address is known. */
export const POST = served(async (at, request) => {
  const { site, reading, act } = at
  const refused = throttled(request, at)
  if (refused) return refused
  const form = await formOf(request)
  const places = await readFollowable(reading.req)
  const typed = form('address')[0] ?? ''
  const { address, problems } = typedAddress(typed)
  const sent = sentChoices(form, places)
  if (!address || sent.problems.length > 0)
    return page(
      subscribePage(site, {
        places,
        choices: sent.choices,
        problems: [...problems, ...sent.problems],
        typed: cut(typed, 320),
      }),
      422,
    )
  await act((subscriptions) => ask(subscriptions, { address, choices: sent.choices }))
  return page(requestReceivedPage(site))
})
