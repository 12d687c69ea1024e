import { describe, expect, it } from 'vitest'
import {
  ACCOUNTS,
  rolesAwaited,
  rolesInWords,
  whyNotConfirm,
  type AccountEvent,
} from '#domain/desk/accounts.ts'
import type { Role } from '#domain/desk/actors.ts'
import { sealEvent } from '#domain/desk/events.ts'
import { ADA, BEN } from './story.ts'

const tell = (...steps: [AccountEvent['action'], Record<string, unknown>][]): AccountEvent[] =>
  steps.map(([action, details], index) =>
    sealEvent({
      entry: ACCOUNTS,
      n: index + 1,
      at: '2026-11-21T10:00:00.000Z',
      actor: { id: ADA.id, name: ADA.name },
      action,
      revision: 0,
      edition: null,
      details,
      previous: null,
    }),
  )
const staff = (roles: Role[] = []) => [{ id: 'fred', name: 'Fred', roles }]
const asked = (roles: unknown): [AccountEvent['action'], Record<string, unknown>] => [
  'roles-asked',
  { account: 'fred', name: 'Fred', roles },
]

describe('roles that wait for a second administrator', () => {
  it('wait until they are confirmed or declined', () => {
    const events = tell(asked(['editor']), asked(['reviewer']))
    expect(rolesAwaited(events, staff()).map(({ n, roles }) => [n, roles])).toEqual([
      [1, ['editor']],
      [2, ['reviewer']],
    ])
    for (const end of ['roles-confirmed', 'roles-declined'] as const)
      expect(
        rolesAwaited(tell(asked(['editor']), asked(['reviewer']), [end, { asked: 1 }]), staff()),
      ).toMatchObject([{ n: 2 }])
  })

  it('wait no more for an account that is gone or has them, and never for what is no role', () => {
    const events = tell(asked(['editor', 'reviewer', 'owner']))
    expect(rolesAwaited(events, [])).toEqual([])
    expect(rolesAwaited(events, staff(['editor', 'reviewer']))).toEqual([])
    expect(rolesAwaited(events, staff(['editor']))).toMatchObject([{ roles: ['reviewer'] }])
    expect(rolesAwaited(tell(asked('editor')), staff())).toEqual([])
  })

  it('are confirmed by an administrator who neither asked nor gets them', () => {
    const about = { by: { id: ADA.id, name: ADA.name }, account: 'fred' }
    expect(whyNotConfirm(BEN, about)).toBeNull()
    expect(whyNotConfirm(ADA, about)).toContain('You asked')
    expect(whyNotConfirm(BEN, { ...about, account: BEN.id.slice('user:'.length) })).toContain('of your own')
    expect(whyNotConfirm({ ...BEN, roles: ['editor', 'reviewer'] }, about)).toContain('Only an administrator')
  })

  it('are told in words', () =>
    expect(
      [[], ['editor'], ['administrator', 'editor', 'reviewer']].map((r) => rolesInWords(r as Role[])),
    ).toEqual(['', 'editor', 'administrator, editor and reviewer']))
})
