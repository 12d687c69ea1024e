import type { GlobalConfig } from 'payload'
import { mailingEndpoints } from './mailing/endpoints.ts'
import { keptByAdministrators } from './access/roles.ts'

/** Switches of the mail to subscribers. */
export const mailing: GlobalConfig = {
  slug: 'mailing',
  label: 'Mailing',
  access: {
    read: keptByAdministrators.read,
    update: keptByAdministrators.update,
    readVersions: keptByAdministrators.readVersions,
  },
  admin: { hidden: true },
  endpoints: mailingEndpoints,
  fields: [
    { type: 'checkbox', name: 'paused', label: 'Pause all digests' },
    { type: 'text', name: 'pausedAt', label: 'Paused at' },
    { type: 'text', name: 'pausedBy', label: 'Paused by' },
    { type: 'text', name: 'restSince', label: 'Mail server in trouble since' },
    { type: 'text', name: 'restUntil', label: 'Nothing is sent until' },
    { type: 'text', name: 'restAnswer', label: 'What the mail server said' },
  ],
}
