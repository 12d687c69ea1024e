import type { ChannelRole } from '#domain/content/channels.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import { hostOf } from '#domain/urls.ts'
import { labelOf } from './label-of.ts'
import { citer, safeHref, contactView, urlParts, type Cited, type ContactView } from './parts.ts'
import type { PageContext, Verification } from './page-context.ts'
import { catalogue } from '../words/index.ts'

export interface ChannelView {
  id: string
  kind: 'channel' | 'national-body'
  title: string
  role: string
  roleKey: ChannelRole | null
  roleRefs: number[]
  roleSince: string | null
  reach: string | null
  notHere: boolean
  /** What a short list must say of it: who takes the report if not the police, and who can use it. Null where neither is so. */
  duty: string | null
  body: string | null
  does: Cited | null
  ask: ProseBlock[]
  instead: Cited | null
  link: { href: string; action: string; host: string; parts: string[] } | null
  contacts: ContactView[]
  contactRefs: number[]
  contactsSince: string | null
  standing: Verification
}

/** What opens at an address, as far as the address itself says it. */
function actionOf(href: string): string {
  const { openForm, openReport, openWebsite } = catalogue.entry
  if (/forms?\b/i.test(href)) return openForm
  return /report|complain/i.test(href) ? openReport : openWebsite
}

export function channelView(entry: LiveEntry<'channel'>, page: PageContext): ChannelView {
  const { content } = entry
  const block = { id: entry.key, title: content.title }
  const cite = citer(page.sources, entry, block)
  const href = safeHref(content.url)
  const does = cite.text('does', content.does)
  const role = labelOf(catalogue.labels.roles, content.role)
  const reach = content.reach === 'public' ? null : catalogue.labels.reaches[content.reach]
  return {
    id: entry.key,
    kind: content.stage === 'record' ? 'channel' : 'national-body',
    title: content.title,
    role,
    roleKey: content.role,
    roleRefs: cite.refs('role'),
    roleSince: cite.since('role'),
    reach,
    notHere: content.role === 'not-here',
    duty: [content.role !== 'police-intake' && role, reach].filter(Boolean).join(' · ') || null,
    body: content.body && !content.title.includes(content.body.name) ? content.body.name : null,
    does,
    ask: prose(content.ask),
    instead: cite.text('instead', content.instead),
    link: href === null ? null : { href, action: actionOf(href), host: hostOf(href), parts: urlParts(href) },
    contacts: content.contacts.filter((contact) => contact.value !== content.url).map(contactView),
    contactRefs: content.contacts.length > 0 ? cite.refs('contacts') : [],
    contactsSince: cite.since('contacts'),
    standing: page.standing(entry, block),
  }
}
