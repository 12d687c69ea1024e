import type { Contact } from './contacts.ts'
import type { Entry } from './content.ts'

/** The contacts that an entry gives, in the order in which they are printed. */
export function contactsOf(entry: Entry): readonly Contact[] {
  switch (entry.kind) {
    case 'profile':
      return entry.content.emergency?.contacts ?? []
    case 'channel':
    case 'route':
      return entry.content.contacts
    case 'ladder':
      return entry.content.steps.flatMap(({ contacts }) => contacts)
    case 'offence':
    case 'essential':
      return []
  }
}
