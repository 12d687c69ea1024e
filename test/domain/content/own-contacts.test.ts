import { describe, expect, it } from 'vitest'
import type { Contact } from '#domain/content/contacts.ts'
import type { Entry } from '#domain/content/content.ts'
import { withOwnContacts } from '#domain/content/own-contacts.ts'
import { isRowKey } from '#domain/keys.ts'

const contact = (key: string, value: string, body: string | null): Contact => ({
  key,
  kind: 'phone',
  value,
  printed: value,
  hours: null,
  note: null,
  body: body === null ? null : { key: body, name: 'A body' },
})

/** The contacts of a channel, as they stand once its body has them no more in these words. */
function written(contacts: Contact[], ofBody: Contact[] = []): Contact[] {
  const entry = { kind: 'channel', content: { contacts } } as Partial<Entry> as Entry
  const bodies = [{ key: ofBody[0]?.body?.key ?? 'none', contacts: ofBody }]
  const { content } = withOwnContacts(entry, bodies) as Extract<Entry, { kind: 'channel' }>
  return content.contacts
}

describe('contacts that a body has no more', () => {
  it('are written out with the name of the body, and others stay', () => {
    const same = contact('call', '101', 'police')
    expect(written([same, contact('text', '102', 'police'), contact('web', '103', null)], [same])).toEqual([
      same,
      contact('police-text', '102', null),
      contact('web', '103', null),
    ])
  })

  it.each(['b'.repeat(80), `${'b'.repeat(70)}-${'c'.repeat(9)}`])(
    'keep keys of their own where the name of the body fills a key: %s',
    (body) => {
      const keys = written([
        contact('call-1', '1', body),
        contact('call-2', '2', body),
        contact(`${body.slice(0, 73)}-call-3`, '3', null),
        contact('call-3', '4', body),
      ]).map(({ key }) => key)
      expect(new Set(keys).size).toBe(4)
      expect(keys.filter((key) => !isRowKey(key))).toEqual([])
      expect(keys[0]).toMatch(/-call-1$/)
    },
  )
})
