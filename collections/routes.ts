import type { CollectionConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import { entryCollection } from './entries/entry.ts'
import { claimLabel } from './fields/claim-label.ts'
import { bodyContacts, contacts } from './fields/contacts.ts'
import { links } from './fields/links.ts'
import { paragraphs } from './fields/plain-text.ts'

export const routes: CollectionConfig = entryCollection({
  kind: 'route',
  slug: 'routes',
  labels: RECORD_NAMES.routes,
  group: 'Guides',
  description:
    'How a case reaches a perpetrator in another country. One for each target; every guide uses it.',
  columns: [],
  jurisdiction: { label: 'Target', description: 'The country in which the perpetrator is.' },
  fields: [
    paragraphs({ name: 'lever', label: 'Fastest lever', ...claimLabel('lever') }),
    paragraphs({ name: 'mechanism', label: 'How the case reaches them', ...claimLabel('mechanism') }),
    paragraphs({ name: 'caveat', label: 'Caveat', ...claimLabel('caveat') }),
    {
      type: 'checkbox',
      name: 'seeNations',
      label: "Send readers to the nations' guides",
      admin: { description: 'Prints links to the full guides of the nations under this target.' },
    },
    bodyContacts('Numbers and addresses that this route prints, from the record of the body that has them.'),
    contacts({ label: 'Contacts of its own' }),
    links(),
  ],
})
