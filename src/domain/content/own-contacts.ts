import { canonical } from '../canonical.ts'
import { freeSlug, withEnding } from '../keys.ts'
import type { Contact } from './contacts.ts'
import type { Entry } from './content.ts'

/** The bodies as they are now. */
type Bodies = readonly { key: string; contacts: readonly Omit<Contact, 'body'>[] }[]

/** Whether its body still has a contact in these words. */
function isOfBody(contact: Contact, bodies: Bodies): boolean {
  const body = bodies.find(({ key }) => key === contact.body?.key)
  const now = body?.contacts.find(({ key }) => key === contact.key)
  return now !== undefined && canonical({ ...now, body: contact.body }) === canonical(contact)
}

function ownContacts(contacts: readonly Contact[], bodies: Bodies): Contact[] {
  const keys = new Set(contacts.flatMap(({ key, body }) => (body === null ? [key] : [])))
  return contacts.map((each) => {
    if (each.body === null || isOfBody(each, bodies)) return each
    const key = freeSlug(withEnding(each.body.key, each.key), (slug) => keys.has(slug))
    keys.add(key)
    return { ...each, key, body: null }
  })
}

/** A contact that its body has no more in these words is written out in the entry that prints it. */
export function withOwnContacts(entry: Entry, bodies: Bodies): Entry {
  if (entry.kind === 'channel' || entry.kind === 'route') {
    const contacts = ownContacts(entry.content.contacts, bodies)
    return { ...entry, content: { ...entry.content, contacts } } as Entry
  }
  if (entry.kind === 'ladder') {
    const steps = entry.content.steps.map((step) => ({
      ...step,
      contacts: ownContacts(step.contacts, bodies),
    }))
    return { ...entry, content: { steps } }
  }
  return entry
}
