import { describe, expect, it } from 'vitest'
import { whyNotConfirm } from '#domain/desk/accounts.ts'
import { bothForms, isSameId, isUuid, withPortableIds } from '#domain/portable-ids.ts'

const UUID = '0b2c6a4e-1f7d-4c58-9a3e-5d1f0a9b8c7d'

describe('the id of a row in another kind of database', () => {
  const portable = withPortableIds(UUID)

  it('follows from its UUID alone, and is one that MongoDB takes', () => {
    expect(portable).toMatch(/^[0-9a-f]{24}$/)
    expect(withPortableIds(`user:${UUID}, digest/daily/${UUID}`)).toBe(
      `user:${portable}, digest/daily/${portable}`,
    )
    expect(withPortableIds(portable)).toBe(portable)
    expect([isUuid(UUID), isUuid(`user:${UUID}`), isUuid(portable)]).toEqual([true, false, false])
  })

  it('names the same person as the one in older events', () => {
    expect(bothForms(`user:${UUID}`)).toEqual([`user:${UUID}`, `user:${portable}`])
    expect(isSameId(`user:${UUID}`, `user:${portable}`)).toBe(true)
    expect(isSameId(`user:${UUID}`, 'user:0b2c6a4e1f7d4c589a3e5d1f')).toBe(false)
    expect(isSameId(null, `user:${portable}`)).toBe(false)
  })

  it('lets nobody confirm after a move what they asked for before', () => {
    const actor = { id: `user:${portable}`, roles: ['administrator'] as const }
    expect(whyNotConfirm(actor, { by: { id: `user:${UUID}`, name: 'Ada' }, account: 'x' })).toMatch(
      /You asked/,
    )
    expect(whyNotConfirm(actor, { by: { id: 'user:x', name: 'Ben' }, account: UUID })).toMatch(/your own/)
  })
})
