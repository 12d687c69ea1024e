import { paths } from '#domain/publish/paths.ts'
import type { Site } from '#domain/content/site.ts'
import { formPage } from '#templates/form-page.ts'
import { catalogue } from '#templates/words/index.ts'

interface Notice {
  heading: string
  /** Paragraphs above the facts and button, and below them. */
  before: string[]
  facts?: { term: string; text: string }[]
  button?: { action: string; label: string } | null
  after?: string[]
  links?: { href: string; label: string }[]
}

/** A page with one message, and one button at most. */
export const notice = (
  site: Site,
  { heading, facts = [], button = null, after = [], links = [], before }: Notice,
): string => formPage(site, { name: 'subscribe-notice', heading }, { before, facts, button, after, links })

export const HOME = { href: paths.index, label: catalogue.page.allGuides }
export const CHANGES = { href: paths.changes, label: catalogue.page.whatChanged }
export const SUBSCRIBE = { href: paths.subscribe, label: catalogue.subscribe.subscribe }
export const NEW_LINK = { href: '/subscribe/manage', label: catalogue.subscribe.newLink }
