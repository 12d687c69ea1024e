import type { GlobalConfig } from 'payload'
import { mailingEndpoints } from './mailing/endpoints.ts'
import { notFound } from './access/not-found.ts'
import { keptByAdministrators, nobody } from './access/roles.ts'

/** Switches of the mail to subscribers. */
export const mailing: GlobalConfig = {
  slug: 'mailing',
  label: 'Mailing',
  access: {
    read: keptByAdministrators.read,
    update: keptByAdministrators.update,
    readVersions: nobody,
  },
  admin: { hidden: true },
  endpoints: [
    ...mailingEndpoints,
    // No versions are kept of switches: Payload’s routes of them fail.
    notFound('get', '/versions'),
    notFound('get', '/versions/:id'),
    notFound('post', '/versions/:id'),
  ],
  fields: [
    { type: 'checkbox', name: 'paused', label: 'Pause all digests' },
    { type: 'text', name: 'pausedAt', label: 'Paused at' },
    { type: 'text', name: 'pausedBy', label: 'Paused by' },
    { type: 'text', name: 'restSince', label: 'Mail server in trouble since' },
    { type: 'text', name: 'restUntil', label: 'Nothing is sent until' },
    { type: 'text', name: 'restAnswer', label: 'What the mail server said' },
  ],
}
