import type { Field, GlobalBeforeChangeHook, GlobalConfig } from 'payload'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { mailingEndpoints } from './mailing/endpoints.ts'
import { notFound } from './access/not-found.ts'
import { keptByAdministrators, nobody } from './access/roles.ts'

/** A field that code fills in; nobody types it. */
const noted = (name: string, label: string): Field => ({
  type: 'text',
  name,
  label,
  admin: { readOnly: true },
})

/** Records who pauses all digests, through any entry point. */
const nameWhoPauses: GlobalBeforeChangeHook = ({ data: sent, originalDoc, req }) => {
  const data = sent as { paused?: boolean }
  const { paused } = data
  if (paused === undefined || paused === ((originalDoc as { paused?: boolean }).paused ?? false)) return data
  return {
    ...data,
    pausedAt: paused ? systemClock.now().toISOString() : null,
    pausedBy: paused ? (actorOf(req)?.name ?? null) : null,
  }
}

/** Switches for the mail to subscribers. */
export const mailing: GlobalConfig = {
  slug: 'mailing',
  label: 'Mailing',
  access: {
    read: keptByAdministrators.read,
    update: keptByAdministrators.update,
    readVersions: nobody,
  },
  admin: { hidden: true },
  hooks: { beforeChange: [nameWhoPauses] },
  endpoints: [
    ...mailingEndpoints,
    // Switches have no versions, and Payload's version routes would fail.
    notFound('get', '/versions'),
    notFound('get', '/versions/:id'),
    notFound('post', '/versions/:id'),
  ],
  fields: [
    { type: 'checkbox', name: 'paused', label: 'Pause all digests' },
    noted('pausedAt', 'Paused at'),
    noted('pausedBy', 'Paused by'),
    noted('restSince', 'Mail server in trouble since'),
    noted('restUntil', 'Nothing is sent until'),
    noted('restAnswer', 'What the mail server said'),
  ],
}
