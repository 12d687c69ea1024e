import {
  registerDay,
  type NewLegislation,
  type RegisterEffect,
  type RegisterItem,
} from '#domain/watch/register.ts'
import { BadXml, readXml, type XmlElement } from './xml.ts'

const ATOM = '{http://www.w3.org/2005/Atom}'
const META = '{http://www.legislation.gov.uk/namespaces/metadata}'

/** One page of a feed of legislation.gov.uk (legislation.github.io/data-documentation/formats/atom). */
export interface FeedPage {
  effects: RegisterEffect[]
  published: NewLegislation[]
  /** Address of the next page; null on the last. */
  next: string | null
  /** What could not be read, in words: nothing is dropped silently. */
  problems: string[]
}

/** The register sent something that its documentation does not cover. */
class Unreadable extends Error {
  override name = 'Unreadable'
}

const child = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((each) => each.name === name)

/** Text with its white space collapsed, so that it cannot break a list or mail; null where there is none. */
const words = (text: string | undefined): string | null => text?.replace(/\s+/g, ' ').trim() || null

function needed(element: XmlElement, attribute: string): string {
  const value = element.attributes[attribute]?.trim()
  if (!value) throw new Unreadable(`has no ${attribute}`)
  return value
}

function wholeNumber(element: XmlElement, attribute: string): number {
  const value = needed(element, attribute)
  if (!/^\d{1,6}$/.test(value)) throw new Unreadable(`has “${value.slice(0, 40)}” as its ${attribute}`)
  return Number(value)
}

const HOST = /^https?:\/\/(?:www\.)?legislation\.gov\.uk\/id\/([a-z]+)\//

function item(effect: XmlElement, side: 'Affected' | 'Affecting'): RegisterItem {
  const uri = needed(effect, `${side}URI`)
  const type = HOST.exec(uri)?.[1]
  if (!type) throw new Unreadable(`names “${uri.slice(0, 80)}”, which is no address of the register`)
  const path = `${type}/${wholeNumber(effect, `${side}Year`)}/${wholeNumber(effect, `${side}Number`)}`
  return {
    type,
    year: wholeNumber(effect, `${side}Year`),
    number: wholeNumber(effect, `${side}Number`),
    title: words(child(effect, `${META}${side}Title`)?.text) ?? path,
    uri,
    provisions: words(effect.attributes[`${side}Provisions`]),
  }
}

function instant(text: string | undefined): string {
  const time = Date.parse(text ?? '')
  if (Number.isNaN(time)) throw new Unreadable('does not say when it was recorded')
  return new Date(time).toISOString()
}

function readEffect(effect: XmlElement): RegisterEffect {
  const id = needed(effect, 'EffectId')
  if (id.length > 200) throw new Unreadable('has an id that is too long')
  return {
    id,
    affected: item(effect, 'Affected'),
    affecting: item(effect, 'Affecting'),
    type: words(effect.attributes.Type) ?? 'changed',
    days: (child(effect, `${META}InForceDates`)?.children ?? [])
      .filter(({ name }) => name === `${META}InForce`)
      .map(({ attributes }) => {
        const on = registerDay(attributes.Date)
        if (attributes.Date && on === null)
          throw new Unreadable(`takes force on “${attributes.Date.slice(0, 40)}”, which is no day`)
        return { on, how: words(attributes.Qualification) }
      }),
    note: words(effect.attributes.Notes),
    modified: instant(effect.attributes.Modified),
  }
}

function readPublished(entry: XmlElement): NewLegislation {
  const uri = words(child(entry, `${ATOM}id`)?.text)
  const title = words(child(entry, `${ATOM}title`)?.text)
  if (!uri || !HOST.test(uri)) throw new Unreadable('has no address of the register')
  if (!title) throw new Unreadable('has no title')
  return { uri, title, updated: instant(child(entry, `${ATOM}updated`)?.text) }
}

/** How a problem names an entry without an id. */
const nameOf = (entry: XmlElement): string =>
  (words(child(entry, `${ATOM}title`)?.text) ?? words(child(entry, `${ATOM}id`)?.text) ?? 'untitled').slice(
    0,
    160,
  )

/** Reads one page. An error in one entry loses only that entry, and is reported. */
export function readFeed(text: string): FeedPage {
  const page: FeedPage = { effects: [], published: [], next: null, problems: [] }
  let feed: XmlElement
  try {
    feed = readXml(text)
  } catch (error) {
    if (!(error instanceof BadXml)) throw error
    page.problems.push(`The feed cannot be read. ${error.message}`)
    return page
  }
  if (feed.name !== `${ATOM}feed`) {
    page.problems.push('The answer is no Atom feed.')
    return page
  }
  page.next =
    feed.children.find(({ name, attributes }) => name === `${ATOM}link` && attributes.rel === 'next')
      ?.attributes.href ?? null
  for (const entry of feed.children.filter(({ name }) => name === `${ATOM}entry`)) {
    const content = child(entry, `${ATOM}content`)
    const effect = content && (child(content, `${META}Effect`) ?? child(content, `${META}UnappliedEffect`))
    try {
      if (effect) page.effects.push(readEffect(effect))
      else page.published.push(readPublished(entry))
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      page.problems.push(`The entry “${nameOf(entry)}” ${error.message}.`)
    }
  }
  return page
}
