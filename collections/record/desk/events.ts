import type { CollectionConfig, Field } from 'payload'
import { ACCOUNT_ACTIONS } from '#domain/desk/accounts.ts'
import { mayAdminister, type Role } from '#domain/desk/actors.ts'
import { ACTIONS } from '#domain/desk/events.ts'
import { HOLD_ACTIONS } from '#domain/desk/hold.ts'
import { RESTORE_ACTIONS } from '#domain/desk/restores.ts'
import { SHARED_ACTIONS } from '#domain/desk/shared-edits.ts'
import { administrators, keptByTheSystem } from '../../access/roles.ts'
import { options } from '../../fields/options.ts'
import { count, json, machineRows, text, when } from '../machine-rows.ts'

/** Columns of every event collection; `name` labels what its chains belong to. */
const eventFields = (name: string, actions: Record<string, string>): Field[] => [
  text('entry', name, { index: true }),
  count('n', 'Event'),
  when('at', 'At', { index: true }),
  text('actorId', 'Actor'),
  text('actorName', 'Who'),
  { type: 'select', name: 'action', label: 'Action', options: options(actions), index: true },
  count('revision', 'Revision'),
  text('edition', 'Edition'),
  json('details', 'Details'),
  text('previous', 'Hash of the event before'),
  text('hash', 'Hash'),
]

export const editorialEvents = machineRows({
  slug: 'editorial-events',
  labels: { singular: 'Event', plural: 'Events' },
  description:
    'Who did what to which entry, and when: one chain for each entry, each link with the hash of the one before.',
  title: 'entry',
  columns: ['at', 'entry', 'n', 'action', 'actorName', 'revision'],
  sort: '-at',
  unique: [['entry', 'n']],
  fields: eventFields('Entry', ACTIONS),
})

export const sharedEvents = machineRows({
  slug: 'shared-events',
  labels: { singular: 'Edit of a shared record', plural: 'Edits of shared records' },
  description:
    'Who changed which field of which body, instrument or source, who rolled back or resumed publishing, and what was restored, and when: one chain for each record, each link with the hash of the one before.',
  title: 'entry',
  columns: ['at', 'entry', 'n', 'action', 'actorName'],
  sort: '-at',
  unique: [['entry', 'n']],
  fields: eventFields('Record', { ...SHARED_ACTIONS, ...HOLD_ACTIONS, ...RESTORE_ACTIONS }),
})

const events = machineRows({
  slug: 'account-events',
  labels: { singular: 'Event of an account', plural: 'Events of accounts' },
  description:
    'Who made, changed or removed which account, and who confirmed it: one chain, each link with the hash of the one before.',
  title: 'entry',
  columns: ['at', 'action', 'actorName', 'details'],
  sort: '-at',
  unique: [['entry', 'n']],
  fields: eventFields('Chain', ACCOUNT_ACTIONS),
})

/** It contains addresses, so only those who manage accounts may read it. */
export const accountEvents: CollectionConfig = {
  ...events,
  access: { ...keptByTheSystem, read: administrators },
  admin: { ...events.admin, hidden: ({ user }) => !mayAdminister({ roles: (user?.roles ?? []) as Role[] }) },
}

export const chainEnds = machineRows({
  slug: 'chain-ends',
  labels: { singular: 'End of a chain', plural: 'Ends of chains' },
  description: 'Where each chain of events ends that is of no entry.',
  title: 'chain',
  columns: ['chain', 'n', 'hash'],
  sort: 'chain',
  fields: [
    text('chain', 'Chain', { unique: true, index: true }),
    count('n', 'Events'),
    text('hash', 'Last event, hash'),
  ],
})
