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
  ],
}
