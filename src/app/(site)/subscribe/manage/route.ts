import { dayIn } from '#domain/dates.ts'
import { maskAddress } from '#domain/mail-address.ts'
import { choicesOf, followedOf } from '#domain/mail/subscribing.ts'
import type { Choices } from '#domain/mail/subscribers.ts'
import { cut } from '#domain/text-rules.ts'
import { ask } from '#desk/mail/ask.ts'
import { changeChoices } from '#desk/mail/change-choices.ts'
import { erase } from '#desk/mail/erase.ts'
import { exportAll } from '#desk/mail/export.ts'
import { managing } from '#desk/mail/managing.ts'
import { pause } from '#desk/mail/pause.ts'
import { resume } from '#desk/mail/resume.ts'
import { env } from '#lib/env.ts'
import { removeMailFiles } from '#lib/mail-files.ts'
import { linkRequestedPage } from '#pipelines/subscribe/request-pages.ts'
import { formerPart, type Problem } from '#pipelines/subscribe/choices.ts'
import { linkPage } from '#pipelines/subscribe/form-pages.ts'
import { erasedPage } from '#pipelines/subscribe/leave-pages.ts'
import { managePage } from '#pipelines/subscribe/manage-page.ts'
import { brokenLinkPage } from '#pipelines/subscribe/refusal-pages.ts'
import { readFollowable, readFollowableEntries, type Followable } from '#store/mail/followable.ts'
import { readJurisdictions } from '#store/desk/jurisdictions.ts'
import { addressOf, type StoredSubscriber } from '#store/mail/subscribers.ts'
import { catalogue } from '#templates/words/index.ts'
import { formOf, page, tokenIn } from '../../answer.ts'
import type { Here } from '../../here.ts'
import { listedPlace } from '../listed-place.ts'
import { sentChoices } from '../sent-choices.ts'
import { served } from '../../served.ts'
import { throttled } from '../throttled.ts'
import { typedAddress } from '../../typed-address.ts'

/** Places to choose from: those on offer, and those already followed. */
async function placesFor({ reading }: Here, row: StoredSubscriber): Promise<Followable[]> {
  const offered = await readFollowable(reading.req)
  const { places: followed } = followedOf(row.follows)
  const others = (await readJurisdictions(reading.req)).filter(
    ({ key }) => followed.includes(key) && !offered.some((place) => place.key === key),
  )
  return [...offered, ...others]
}

/**
 * Entries to choose from: those of one place, and those already followed, also where readers do not see them for now.
 * @param of keys of places; the entries of the first that is on offer are listed.
 */
async function partsFor(
  { reading }: Here,
  row: StoredSubscriber,
  places: readonly Followable[],
  of: string[],
) {
  const place = listedPlace(places, of)
  const { entries: followed } = followedOf(row.follows)
  const live = await readFollowableEntries(reading.req, { place, keys: followed })
  const gone = followed.filter((entry) => !live.some(({ key }) => key === entry))
  return { of: place, entries: [...live, ...gone.flatMap(formerPart)] }
}

interface Shown {
  notice?: string
  /** The place whose entries are listed. */
  of?: string[]
  sent?: { choices: Choices; problems: Problem[] }
}

async function choicesPage(
  at: Here,
  token: string,
  { notice, sent, of = [] }: Shown = {},
): Promise<Response> {
  const { site, reading } = at
  const row = await managing(reading, token)
  if (!row) return page(brokenLinkPage(site, 'manage'), 404)
  const places = await placesFor(at, row)
  const html = managePage(site, {
    token,
    masked: maskAddress(addressOf(row, reading.book)),
    state: row.state,
    confirmed: row.confirmedAt ? dayIn(env().siteTimeZone, new Date(row.confirmedAt)) : null,
    notice: notice ?? null,
    places,
    ...(await partsFor(at, row, places, of)),
    choices: sent?.choices ?? choicesOf(row),
    problems: sent?.problems ?? [],
  })
  return page(html, sent ? 422 : 200)
}

export const GET = served(async (at, request) => {
  const token = tokenIn(request)
  return token === ''
    ? page(linkPage(at.site, { typed: '', problems: [] }))
    : choicesPage(at, token, { of: new URL(request.url).searchParams.getAll('of') })
})

export const POST = served(async (at, request) => {
  const form = await formOf(request)
  const token = tokenIn(request)
  return token === '' ? sendLink(request, at, form('address')[0] ?? '') : change(at, token, form)
})

/** Records the request for a link, and answers the same whether the address is known or not. */
async function sendLink(request: Request, at: Here, typed: string): Promise<Response> {
  const refused = await throttled(request, at)
  if (refused) return refused
  const { address, problems } = typedAddress(typed)
  if (!address) return page(linkPage(at.site, { typed: cut(typed, 320), problems }), 422)
  await at.act((subscriptions) => ask(subscriptions, { address, choices: null }))
  return page(linkRequestedPage(at.site))
}

/** Runs a button's action. If it is no longer possible, the page is shown in its current state. */
async function change(at: Here, token: string, form: (name: string) => string[]): Promise<Response> {
  const { site, reading, act } = at
  const said = (done: boolean, notice: string) => choicesPage(at, token, done ? { notice } : {})
  const wish: string = form('do')[0] ?? ''
  switch (wish) {
    case 'save': {
      const row = await managing(reading, token)
      if (!row) return choicesPage(at, token)
      const places = await placesFor(at, row)
      const { entries } = await partsFor(at, row, places, form('of'))
      const sent = sentChoices(form, { places, entries })
      if (sent.problems.length > 0) return choicesPage(at, token, { sent, of: form('of') })
      return said(await act((mine) => changeChoices(mine, token, sent.choices)), catalogue.manage.saved)
    }
    case 'pause':
      return said(await act((mine) => pause(mine, token)), catalogue.manage.paused)
    case 'resume':
      return said(await act((mine) => resume(mine, token)), catalogue.manage.resumed)
    case 'export': {
      const known = await exportAll(reading, token)
      if (!known) return choicesPage(at, token)
      return page(`${JSON.stringify(known, null, 2)}\n`, 200, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': 'attachment; filename="subscription.json"',
      })
    }
    case 'erase': {
      const mails = await act((mine) => erase(mine, token))
      if (!mails) return page(brokenLinkPage(site, 'manage'), 404)
      await removeMailFiles(env().dataDir, mails)
      return page(erasedPage(site))
    }
    default:
      return choicesPage(at, token)
  }
}
