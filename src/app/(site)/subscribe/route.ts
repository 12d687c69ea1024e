import { FIRST_CHOICES, placeOfEntry } from '#domain/mail/subscribing.ts'
import { cut } from '#domain/text-rules.ts'
import { ask } from '#desk/mail/ask.ts'
import { requestReceivedPage } from '#pipelines/subscribe/request-pages.ts'
import { subscribePage } from '#pipelines/subscribe/form-pages.ts'
import { readFollowable, readFollowableEntries } from '#store/mail/followable.ts'
import { formOf, page } from '../answer.ts'
import { listedPlace } from './listed-place.ts'
import { sentChoices } from './sent-choices.ts'
import { served } from '../served.ts'
import { throttled } from './throttled.ts'
import { typedAddress } from '../typed-address.ts'

/** The subscription form. A link from a guide preselects its place and lists its entries, or preselects one entry. */
export const GET = served(async ({ site, reading }, request) => {
  const { searchParams } = new URL(request.url)
  const places = await readFollowable(reading.req)
  const wanted = searchParams.getAll('place')
  const chosen = places.filter(({ key }) => wanted.includes(key)).map(({ key }) => key)
  const asked = searchParams.getAll('entry')
  const listed = listedPlace(places, [...searchParams.getAll('of'), ...chosen, ...asked.map(placeOfEntry)])
  const entries = await readFollowableEntries(reading.req, { place: listed, keys: asked })
  const html = subscribePage(site, {
    places,
    of: listed,
    entries,
    choices: {
      ...FIRST_CHOICES,
      places: chosen,
      entries: entries.map(({ key }) => key).filter((key) => asked.includes(key)),
    },
    problems: [],
    typed: '',
  })
  return page(html, 200, site.sample ? {} : { 'X-Robots-Tag': 'all' })
})

/** Records the request, and answers everyone the same: the worker checks whether the address is known. */
export const POST = served(async (at, request) => {
  const { site, reading, act } = at
  const refused = await throttled(request, at)
  if (refused) return refused
  const form = await formOf(request)
  const places = await readFollowable(reading.req)
  const listed = listedPlace(places, form('of'))
  const entries = await readFollowableEntries(reading.req, { place: listed, keys: form('entries') })
  const typed = form('address')[0] ?? ''
  const { address, problems } = typedAddress(typed)
  const sent = sentChoices(form, { places, entries })
  if (!address || sent.problems.length > 0)
    return page(
      subscribePage(site, {
        places,
        of: listed,
        entries,
        choices: sent.choices,
        problems: [...problems, ...sent.problems],
        typed: cut(typed, 320),
      }),
      422,
    )
  await act((subscriptions) => ask(subscriptions, { address, choices: sent.choices }))
  return page(requestReceivedPage(site))
})
