import type { CollectionConfig } from 'payload'
import { LAW_CHANGES } from '#domain/desk/law-changes.ts'
import { PROPOSAL_STATES } from '#domain/watch/proposals.ts'
import { options } from '../../fields/options.ts'
import { proposalEndpoints } from '../../law-changes/proposal-endpoints.ts'
import { json, machineRows, text, when } from '../machine-rows.ts'

export const lawChangeProposals: CollectionConfig = {
  ...machineRows({
    slug: 'law-change-proposals',
    labels: { singular: 'Proposed law change', plural: 'Proposed law changes' },
    description: 'What official registers record of our instruments, and what an editor made of it.',
    title: 'title',
    columns: ['effectiveOn', 'title', 'what', 'state', 'decidedBy', 'reason'],
    sort: '-at',
    together: [['state', 'instrument']],
    fields: [
      text('key', 'Key', { unique: true, index: true }),
      text('effect', 'Effect', { index: true }),
      text('instrument', 'Instrument', { index: true }),
      { type: 'select', name: 'what', label: 'Kind', options: options(LAW_CHANGES) },
      text('title', 'What happens'),
      text('provisions', 'Provisions'),
      text('by', 'By'),
      when('effectiveOn', 'Takes force on', { index: true }),
      json('days', 'Days'),
      text('url', 'In the register'),
      when('modified', 'Recorded at'),
      when('at', 'Proposed at', { index: true }),
      { type: 'select', name: 'state', label: 'State', options: options(PROPOSAL_STATES), index: true },
      when('decidedAt', 'Decided at'),
      text('decidedBy', 'Decided by'),
      text('reason', 'Why it was dismissed'),
      text('lawChange', 'Law change'),
    ],
  }),
  endpoints: proposalEndpoints,
}
