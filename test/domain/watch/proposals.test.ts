import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import {
  decideProposals,
  groupProposals,
  provisionsOf,
  type Proposal,
  type ProposalRequest,
} from '#domain/watch/proposals.ts'

const editor = { id: 'user:1', name: 'Edith', roles: ['editor'] as const }
const administrator = { id: 'user:2', name: 'Ada', roles: ['administrator'] as const }
const accept: ProposalRequest = { action: 'accept', effectiveOn: null }

const proposal = (change: Partial<Proposal> = {}): Proposal => ({
  key: 'key-1',
  effect: 'key-1',
  instrument: 'act-1',
  what: 'repeal',
  title: 's. 1: repealed by Other Act 2026',
  provisions: 's. 1',
  by: 'Other Act 2026',
  effectiveOn: legalDate('2027-01-31'),
  days: [legalDate('2027-01-31')],
  url: 'https://www.legislation.gov.uk/changes',
  modified: '2026-11-19T14:19:14.000Z',
  at: '2026-11-20T00:00:00.000Z',
  state: 'waiting',
  decidedAt: null,
  decidedBy: null,
  reason: null,
  lawChange: null,
  ...change,
})

describe('a decision on proposals', () => {
  it.each<[string, ProposalRequest, Proposal[], string]>([
    ['nothing is there any more', accept, [], 'not there any more'],
    [
      'somebody was quicker',
      accept,
      [proposal({ state: 'dismissed', decidedBy: 'Rey' })],
      'decided by Rey already',
    ],
    ['no reason is given', { action: 'dismiss', reason: '  ' }, [proposal()], 'Say why'],
    [
      'the instruments differ',
      accept,
      [proposal(), proposal({ instrument: 'act-2' })],
      'several instruments',
    ],
    ['the kinds differ', accept, [proposal(), proposal({ what: 'amendment' })], 'several kinds'],
    ['the days differ', accept, [proposal(), proposal({ effectiveOn: null })], 'several days'],
    ['no day is known', accept, [proposal({ effectiveOn: null })], 'Enter the day'],
    ['the day is none', { action: 'accept', effectiveOn: '31.1.2027' }, [proposal()], 'YYYY-MM-DD'],
  ])('is refused where %s', (_, request, proposals, words) => {
    const decision = decideProposals(editor, request, proposals)
    expect(decision).toMatchObject({ allowed: false, message: expect.stringContaining(words) as string })
  })

  it('is refused to whoever may not edit', () => {
    expect(decideProposals(administrator, accept, [proposal()])).toMatchObject({ because: 'role' })
  })

  it.each<[string, ProposalRequest, Proposal[]]>([
    ['of one day', accept, [proposal(), proposal({ key: 'key-2' })]],
    [
      'with a day that the editor enters',
      { action: 'accept', effectiveOn: '2027-02-01' },
      [proposal({ effectiveOn: null })],
    ],
    [
      'of many kinds, where they are dismissed',
      { action: 'dismiss', reason: 'Not ours.' },
      [proposal(), proposal({ what: 'amendment', instrument: 'act-2' })],
    ],
  ])('is allowed %s', (_, request, proposals) => {
    expect(decideProposals(editor, request, proposals)).toEqual({ allowed: true })
  })
})

describe('proposals that say one thing', () => {
  it('stand together, with their provisions each once', () => {
    const groups = groupProposals([
      proposal(),
      proposal({ key: 'key-2', provisions: 's. 2' }),
      proposal({ key: 'key-3', provisions: 's. 2' }),
      proposal({ key: 'key-4', effectiveOn: null }),
    ])
    expect(groups.map(({ proposals }) => proposals.map(({ key }) => key))).toEqual([
      ['key-1', 'key-2', 'key-3'],
      ['key-4'],
    ])
    expect(provisionsOf(groups[0]?.proposals ?? [])).toBe('s. 1; s. 2')
  })
})
