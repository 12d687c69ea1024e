import { REACHES, ROLES, type ChannelRole } from '#domain/channels.ts'
import type { LiveEntry } from '#domain/snapshot.ts'
import type { SourceList } from '#domain/source-list.ts'
import { prose, type ProseBlock } from '#domain/prose.ts'
import { hostOf } from '#domain/urls.ts'
import {
  cited,
  contactView,
  standingView,
  urlParts,
  type Cited,
  type ContactView,
  type Standing,
} from './parts.ts'

export interface ChannelView {
  id: string
  kind: 'channel' | 'national-body'
  title: string
  role: string
  roleKey: ChannelRole
  reach: string | null
  notHere: boolean
  body: string | null
  does: Cited | null
  ask: ProseBlock[]
  instead: Cited | null
  link: { href: string; host: string; parts: string[] } | null
  contacts: ContactView[]
  contactRefs: number[]
  standing: Standing
}

export function channelView(entry: LiveEntry<'channel'>, sources: SourceList): ChannelView {
  const { content } = entry
  const does = cited(entry, 'does', content.does, sources)
  return {
    id: entry.key,
    kind: content.stage === 'record' ? 'channel' : 'national-body',
    title: content.title,
    role: ROLES[content.role],
    roleKey: content.role,
    reach: content.reach === 'public' ? null : REACHES[content.reach],
    notHere: content.role === 'not-here',
    body: content.body && !content.title.includes(content.body.name) ? content.body.name : null,
    does,
    ask: prose(content.ask),
    instead: cited(entry, 'instead', content.instead, sources),
    link: content.url ? { href: content.url, host: hostOf(content.url), parts: urlParts(content.url) } : null,
    contacts: content.contacts.filter((contact) => contact.value !== content.url).map(contactView),
    contactRefs: content.contacts.length > 0 ? sources.numbersFor(entry, 'contacts') : [],
    standing: standingView(entry),
  }
}
