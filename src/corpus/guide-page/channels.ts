import type { ChannelRole, Reach, Stage } from '#domain/content/channels.ts'
import { numbersIn, siteContact } from './contacts.ts'
import type { Draft } from './draft.ts'
import type { Line } from './lines.ts'
import { contactLine, type ContactLine } from './sources.ts'

/** Channels of one step: a title, what it does, and a last line that says how to reach it. */
export function readChannels(lines: readonly Line[], stage: Stage, draft: Draft): void {
  let gathered: Line[] = []
  for (const line of lines) {
    const contact = contactLine(line.text)
    if (contact === null) gathered.push(line)
    else if (gathered.length > 0) {
      addChannel(gathered, contact, stage, draft)
      gathered = []
    } else draft.leave(line, 'These contacts stand below no channel.')
  }
  for (const line of gathered)
    draft.leave(line, 'No line with a site or a source follows, as below a channel.')
}

const ROLES: readonly [RegExp, ChannelRole][] = [
  [/\btip-?offs?\b|\banonymous/i, 'tip-off'],
  [/\bsignpost/i, 'signposting'],
  [/\bregulator\b/i, 'regulator'],
  [/\bcoordinat|\bliaison\b|\bcentral bureau\b/i, 'coordination'],
  [/\bintake\b|\btriage\b|\breporting (service|centre|center|system|portal)\b/i, 'national-intake'],
  [/\binvestigat/i, 'investigator'],
]

function roleOf(title: string, does: string, stage: Stage, place: string): ChannelRole {
  if (`${title} ${does}`.toLowerCase().includes(`not for ${place.toLowerCase()}`)) return 'not-here'
  const found = (text: string): ChannelRole | undefined => ROLES.find(([cue]) => cue.test(text))?.[1]
  const [first = ''] = does.split(/(?<=\.)\s/)
  if (stage === 'record') return /\btip-?offs?\b/i.test(title) ? 'tip-off' : 'police-intake'
  return found(title) ?? found(first) ?? found(does) ?? 'national-intake'
}

const reachOf = (words: string): Reach =>
  /\bno (public|direct)\b[^.]*\b(line|hotline|intake)\b|\bnot a (direct )?public\b/i.test(words)
    ? 'none'
    : 'public'

function addChannel(lines: readonly Line[], contact: ContactLine, stage: Stage, draft: Draft): void {
  const [head, ...rest] = lines
  if (!head) return
  const { place } = draft.page
  const does = rest.map(({ text }) => text).join('\n')
  const role = roleOf(head.text, does, stage, place.name)
  const reach = stage === 'national' ? reachOf(contact.words) : 'public'
  // A number that does not serve the place, or is another's, must not be called by mistake: it stands in words alone.
  const contacts = [
    ...(role === 'not-here' || reach === 'none' ? [] : numbersIn(contact.words, place.iso)),
    ...(contact.host ? [siteContact(contact.host)] : []),
  ]
  const source = contact.source && draft.source(contact.source, head.n)
  const words = contact.words
  draft.add('channels', head.n, {
    key: draft.key(place.slug, 'channel', head.text),
    title: head.text,
    stage,
    role,
    reach,
    does: role === 'not-here' ? undefined : [does, words].filter(Boolean).join('\n'),
    instead: role === 'not-here' ? [does, words].filter(Boolean).join('\n') : undefined,
    url: contact.host ? `https://${contact.host}/` : undefined,
    contacts,
    citations: source
      ? [
          {
            source,
            supports: [
              role === 'not-here' ? 'instead' : 'does',
              ...(contacts.length > 0 ? ['contacts'] : []),
            ],
          },
        ]
      : [],
  })
  if (!source && !contact.host) draft.leave(head, 'This channel names no site: give it a source.')
}
