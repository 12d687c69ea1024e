import type { CollectionConfig } from 'payload'
import { ROLE_NAMES } from '#domain/desk/actors.ts'
import { env } from '#lib/env.ts'
import { notFound } from './access/not-found.ts'
import { provedLately } from './shared/proved-lately.ts'
import { refuseStale, saysWhence } from './shared/refuse-stale.ts'
import { accountNotices, comparingSave } from './shared/saving.ts'
import {
  administratorsOnlyField,
  administratorsOrSelf,
  keptByAdministrators,
  nobody,
} from './access/roles.ts'
import { options } from './fields/options.ts'
import { line } from './fields/plain-text.ts'
import { away } from './users/away.ts'
import { calendarEndpoints } from './users/calendar-endpoints.ts'
import { colleagues } from './users/colleagues.ts'
import { endAccess } from './users/end-access.ts'
import { forgetDoors, forgetMails } from './users/forget-mails.ts'
import { forgotPassword } from './users/forgot-password.ts'
import { inviteOwner, unknownPassword } from './users/invite.ts'
import { keepAnAdministrator, keepTheLastAdministrator } from './users/keep-an-administrator.ts'
import { ownAddress } from './users/own-address.ts'
import { goodPasswords, goodAtReset } from './users/passwords.ts'
import { presentPassword } from './users/present-password.ts'
import { proofEndpoints } from './users/proof-endpoints.ts'
import { recognize } from './users/recognize.ts'
import { told } from './users/told.ts'
import { resetPassword } from './users/reset-password.ts'
import { rolesEndpoints } from './users/roles-endpoints.ts'
import { securityEndpoints } from './users/security-endpoints.ts'
import { singleSignOn } from './users/single-sign-on.ts'
import { letIn, limitTries } from './users/sign-in.ts'
import {
  holdRoles,
  notePassword,
  recordRemoval,
  recordSave,
  refuseLookAlikes,
} from './users/two-administrators.ts'

const HOUR = 3600

export const users: CollectionConfig = {
  slug: 'users',
  labels: { singular: 'User', plural: 'Users' },
  access: {
    ...keptByAdministrators,
    read: administratorsOrSelf,
    update: administratorsOrSelf,
    unlock: nobody,
    readVersions: nobody,
  },
  auth: {
    tokenExpiration: 8 * HOUR,
    // A lockout would shut out the account owner: attempts are limited by origin instead (./users/sign-in.ts).
    maxLoginAttempts: 0,
    useSessions: true,
    strategies: [recognize],
    cookies: { sameSite: 'Strict', secure: env().publicUrl.startsWith('https:') },
  },
  disableDuplicate: true,
  disableBulkEdit: true,
  admin: {
    group: 'People',
    description: 'The staff. There are no other accounts: readers and subscribers never sign in.',
    useAsTitle: 'name',
    defaultColumns: ['name', 'email', 'roles'],
    hideAPIURL: true,
    components: { edit: comparingSave },
  },
  endpoints: [
    // Payload lets the first visitor create the first account, and twenty at once create twenty. Accounts are
    // created by command.
    notFound('post', '/first-register'),
    // Users have neither address verification nor versions.
    notFound('post', '/verify/:id'),
    notFound('post', '/versions/:id'),
    // There are no lockouts.
    notFound('post', '/unlock'),
    forgotPassword,
    resetPassword,
    ...rolesEndpoints,
    ...calendarEndpoints,
    ...proofEndpoints,
    ...securityEndpoints,
    ...singleSignOn,
    colleagues,
  ],
  hooks: {
    // An account may be changed by one field alone, such as a password.
    beforeOperation: [limitTries, goodAtReset, provedLately, saysWhence({ must: false })],
    beforeValidate: [
      refuseStale,
      ownAddress,
      presentPassword,
      goodPasswords,
      unknownPassword,
      notePassword,
      refuseLookAlikes,
    ],
    afterLogin: [letIn],
    beforeChange: [holdRoles, keepAnAdministrator, endAccess],
    afterChange: [recordSave, inviteOwner],
    beforeDelete: [keepTheLastAdministrator, recordRemoval],
    afterDelete: [forgetMails, forgetDoors],
  },
  fields: [
    accountNotices(),
    line({
      name: 'name',
      label: 'Name',
      required: true,
      description: 'Stands in the record of what you do.',
    }),
    {
      type: 'select',
      name: 'roles',
      label: 'Roles',
      hasMany: true,
      // Not required: an account created by one administrator has no roles until another confirms them.
      defaultValue: ['editor'],
      options: options(ROLE_NAMES),
      saveToJWT: true,
      access: { update: administratorsOnlyField, create: administratorsOnlyField },
      admin: {
        description:
          'An editor edits and submits. A reviewer does that and reviews. An administrator keeps users, jurisdictions and the site, and gets no editorial right from it. A role that you give waits until another administrator confirms it.',
      },
    },
    told,
    away,
    {
      type: 'ui',
      name: 'account',
      admin: { components: { Field: '/src/admin/desk/accounts/account-panel.tsx#AccountPanel' } },
    },
    {
      type: 'ui',
      name: 'security',
      admin: { components: { Field: '/src/admin/desk/second-factor/security-panel.tsx#SecurityPanel' } },
    },
  ],
}
