import type { CollectionSlug, Endpoint, Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import { readCorpus } from '#cli/corpus-files.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { Kind } from '#domain/keys.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { testDesk } from '../support/desk/desk.ts'
import { createOffence, layGround } from '../support/content/content.ts'
import { PASSWORD, rest, signIn } from '../support/rest.ts'
import { SAMPLE } from '../support/content/sample.ts'
import { full, scaled } from '../support/scale.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { savedPlace, saveSite } from '../support/desk/structure.ts'

/*
 * Every API route, with its response to an anonymous user, an editor, a reviewer and an administrator. The test
 * fails for a route missing from these tables, and for a listed route that no longer exists. Words in brackets
 * say what else is sent or queried; without brackets the request is plain.
 */

const ENTRIES = `
                                                nobody editor reviewer administrator
  get    /                                      403 200 200 200
  get    / [as draft]                           403 200 200 200
  get    /count                                 403 200 200 200
  get    /:id                                   403 200 200 200
  get    /:id [as draft]                        403 200 200 200
  post   /                                      403 201 201 403
  post   / [as draft]                           403 201 201 403
  patch  /                                      403 403 403 403
  patch  / [as draft]                           403 403 403 403
  patch  /:id                                   403 200 200 403
  patch  /:id [as draft]                        403 200 200 403
  patch  /:id [autosave]                        403 200 200 403
  patch  /:id [_status]                         403 200 200 403
  patch  /:id [no revision]                     403 422 422 403
  patch  /:id [old revision]                    403 409 409 403
  delete /                                      403 409 409 403
  delete /:id                                   403 200 200 403
  get    /versions                              403 200 200 200
  get    /versions/:id                          403 200 200 200
  post   /versions/:id                          403 409 409 403
  post   /versions/:id [as draft]               403 409 409 403
  post   /:id/duplicate                         404 404 404 404
  post   /access/:id?                           200 200 200 200
  get    /:id/desk                              401 200 200 200
  get    /:id/desk/compare                      401 200 200 200
  get    /:id/desk/compare [of nothing]         401 422 422 422
  get    /:id/desk/claim-sources                401 200 200 200
  get    /:id/desk/claim-sources [of nothing]   401 422 422 422
  get    /:id/desk/history                      401 200 200 200
  get    /:id/desk/opened                       401 200 200 200
  get    /:id/desk/sources                      401 200 200 200
  get    /:id/desk/sources [of nothing]         401 422 422 422
  get    /:id/desk/troubles                     401 200 200 200
  post   /:id/desk/submit                       401 409 409 403
  post   /:id/desk/submit [no verdict]          401 422 422 403
  post   /:id/desk/approve                      401 403 409 403
  post   /:id/desk/approve [no verdict]         401 403 422 403
  post   /:id/desk/request-changes              401 403 409 403
  post   /:id/desk/safety-fix                   401 403 409 403
  post   /:id/desk/verify                       401 403 409 403
  post   /:id/desk/ask-withdrawal               401 409 409 403
  post   /:id/desk/confirm-withdrawal           401 403 409 403
  post   /:id/desk/decline-withdrawal           401 403 409 403
  post   /:id/desk/safety-withdrawal            401 403 409 403
  post   /:id/desk/second-review                401 403 409 403
  post   /:id/desk/correct-note                 401 403 409 403
  post   /:id/desk/assign                       401 409 409 403
  post   /:id/desk/ask-question                 401 200 200 200
  post   /:id/desk/answer-question              401 409 409 409
  post   /:id/desk/resolve-question             401 409 409 403
  post   /:id/desk/reopen-question              401 409 409 403
  post   /:id/desk/ask-expert                   401 409 409 403
  post   /:id/desk/end-expert                   401 409 409 403
  post   /:id/desk/go-live                      404 404 404 404
  post   /:id/desk/make-live                    404 404 404 404
  post   /:id/desk/withdraw                     404 404 404 404
`

const SHARED = `
                                                nobody editor reviewer administrator
  get    /                                      403 200 200 200
  get    /count                                 403 200 200 200
  get    /:id                                   403 200 200 200
  post   /                                      403 201 201 403
  patch  /                                      403 403 403 403
  patch  /:id                                   403 200 200 403
  patch  /:id [as draft]                        403 200 200 403
  patch  /:id [no state]                        403 422 422 403
  patch  /:id [old state]                       403 409 409 403
  delete /                                      403 200 200 403
  delete /:id                                   403 200 200 403
  get    /versions                              403 200 200 200
  get    /versions/:id                          403 200 200 200
  post   /versions/:id                          403 200 200 403
  post   /:id/duplicate                         404 404 404 404
  post   /access/:id?                           200 200 200 200
`

const INSTRUMENTS = `${SHARED}
  get    /:id/desk                              401 200 200 200
`

const SOURCES = `${SHARED}
  get    /:id/watch                             401 200 200 200
  get    /near                                  401 200 200 200
  post   /cite                                  401 200 200 403
  post   /check                                 401 200 200 403
  post   /move                                  401 409 409 403
`

const LAW_CHANGES = `${SHARED}
  get    /:id/desk                              401 200 200 200
  post   /:id/flag                              401 409 409 403
  post   /:id/leave-out                         401 409 409 403
  post   /:id/part                              401 403 409 403
  post   /:id/submit-together                   401 409 409 403
`

const STRUCTURE = `
                                                nobody editor reviewer administrator
  get    /                                      403 200 200 200
  get    /count                                 403 200 200 200
  get    /:id                                   403 200 200 200
  post   /                                      403 403 403 201
  patch  /                                      403 403 403 403
  patch  /:id                                   403 403 403 200
  patch  /:id [as draft]                        403 403 403 200
  patch  /:id [no revision]                     403 403 403 422
  patch  /:id [old revision]                    403 403 403 409
  delete /                                      403 403 403 409
  delete /:id                                   403 403 403 200
  get    /versions                              403 200 200 200
  get    /versions/:id                          403 200 200 200
  post   /versions/:id                          403 403 403 409
  post   /:id/duplicate                         404 404 404 404
  post   /access/:id?                           200 200 200 200
  get    /:id/desk                              401 200 200 200
  get    /:id/desk/compare                      401 200 200 200
  get    /:id/desk/compare [of nothing]         401 422 422 422
  get    /:id/desk/claim-sources                401 200 200 200
  get    /:id/desk/claim-sources [of nothing]   401 422 422 422
  get    /:id/desk/history                      401 200 200 200
  get    /:id/desk/opened                       401 200 200 200
  get    /:id/desk/sources                      401 200 200 200
  get    /:id/desk/sources [of nothing]         401 422 422 422
  get    /:id/desk/troubles                     401 200 200 200
  post   /:id/desk/submit                       401 409 409 409
  post   /:id/desk/submit [no verdict]          401 422 422 422
  post   /:id/desk/approve                      401 403 409 403
  post   /:id/desk/approve [no verdict]         401 403 422 403
  post   /:id/desk/request-changes              401 403 409 403
  post   /:id/desk/safety-fix                   401 403 409 403
  post   /:id/desk/verify                       401 409 409 409
  post   /:id/desk/ask-withdrawal               401 409 409 409
  post   /:id/desk/confirm-withdrawal           401 403 409 403
  post   /:id/desk/decline-withdrawal           401 403 409 403
  post   /:id/desk/safety-withdrawal            401 409 409 409
  post   /:id/desk/second-review                401 403 409 403
  post   /:id/desk/correct-note                 401 403 409 403
  post   /:id/desk/assign                       401 409 409 409
  post   /:id/desk/ask-question                 401 200 200 200
  post   /:id/desk/answer-question              401 409 409 409
  post   /:id/desk/resolve-question             401 409 409 409
  post   /:id/desk/reopen-question              401 409 409 409
  post   /:id/desk/ask-expert                   401 409 409 403
  post   /:id/desk/end-expert                   401 409 409 403
  post   /:id/desk/go-live                      404 404 404 404
  post   /:id/desk/make-live                    404 404 404 404
  post   /:id/desk/withdraw                     404 404 404 404
`

// The place of these requests has no guide of its own.
const JURISDICTIONS = `${STRUCTURE}
  get    /:id/guide                             401 404 404 404
  post   /:id/submit-guide                      401 409 409 403
`

const MACHINE = `
                                                nobody editor reviewer administrator
  get    /                                      403 200 200 200
  get    / [as draft]                           403 200 200 200
  get    /count                                 403 200 200 200
  get    /:id                                   403 200 200 200
  post   /                                      403 403 403 403
  patch  /                                      403 403 403 403
  patch  /:id                                   403 403 403 403
  patch  /:id [as draft]                        403 403 403 403
  patch  /:id [autosave]                        403 403 403 403
  delete /                                      403 403 403 403
  delete /:id                                   403 403 403 403
  get    /versions                              403 403 403 403
  get    /versions/:id                          403 403 403 403
  post   /versions/:id                          403 403 403 403
  post   /:id/duplicate                         404 404 404 404
  post   /access/:id?                           200 200 200 200
`

const HEADS = `${MACHINE}
  get    /find                                  401 200 200 200
  get    /next                                  401 200 200 200
  get    /copyable                              401 200 200 200
  post   /copy                                  401 422 422 403
  get    /questions                             401 200 200 200
  post   /approve                               401 403 200 403
  post   /approve [of nothing]                  401 403 422 403
`

const FLAGS = `${MACHINE}
  get    /watch                                 401 200 200 200
  post   /dismiss                               401 409 409 403
`

// Of the releases, administrators give one back to readers; here is none on disk.
const RELEASES = `${MACHINE}
  get    /earlier                               401 403 403 200
  get    /revived                               401 403 403 409
  post   /roll-back                             401 403 403 409
  post   /resume                                401 403 403 409
`

const TARGETS = `${MACHINE}
  post   /push                                  401 403 403 409
`

const PROPOSALS = `${MACHINE}
  get    /desk                                  401 200 200 200
  post   /accept                                401 409 409 403
  post   /dismiss                               401 409 409 403
`

// Rows about readers: not even staff can read them.
const HIDDEN = `
                                                nobody editor reviewer administrator
  get    /                                      403 403 403 403
  get    / [as draft]                           403 403 403 403
  get    /count                                 403 403 403 403
  get    /:id                                   403 403 403 403
  post   /                                      403 403 403 403
  patch  /                                      403 403 403 403
  patch  /:id                                   403 403 403 403
  patch  /:id [as draft]                        403 403 403 403
  patch  /:id [autosave]                        403 403 403 403
  delete /                                      403 403 403 403
  delete /:id                                   403 403 403 403
  get    /versions                              403 403 403 403
  get    /versions/:id                          403 403 403 403
  post   /versions/:id                          403 403 403 403
  post   /:id/duplicate                         404 404 404 404
  post   /access/:id?                           200 200 200 200
`

const REPORTS = `${HIDDEN}
  post   /answer                                401 409 409 403
`

// Each person reads and marks their own.
const NOTICES = `${HIDDEN}
  get    /bell                                  401 200 200 200
  get    /unread                                401 200 200 200
  post   /read                                  401 200 200 200
`

const USERS = `
                                                nobody editor reviewer administrator
  get    /                                      403 200 200 200
  get    /count                                 403 200 200 200
  get    /:id                                   403 404 404 200
  get    /:id [own]                             403 200 200 200
  post   /                                      403 403 403 201
  patch  /                                      403 403 403 403
  patch  /:id                                   403 403 403 200
  patch  /:id [own]                             403 200 200 200
  delete /                                      403 403 403 200
  delete /:id                                   403 403 403 200
  get    /versions                              403 403 403 403
  get    /versions/:id                          403 403 403 403
  post   /versions/:id                          404 404 404 404
  post   /:id/duplicate                         404 404 404 404
  get    /:id/roles                             401 403 403 200
  get    /colleagues                            401 200 200 200
  get    /calendar                              401 200 200 200
  post   /calendar                              401 200 200 200
  post   /:id/roles                             401 403 403 409
  get    /:id/security                          401 403 403 200
  post   /:id/security/end                      401 403 403 200
  post   /:id/security/invite                   401 403 403 200
  post   /:id/security/take-off                 401 403 403 200
  post   /:id/security/unlink                   401 403 403 409
  get    /single-sign-on/begin                  404 404 404 404
  get    /single-sign-on/link                   404 404 404 404
  get    /single-sign-on/answer                 404 404 404 404
  post   /proof                                 401 422 422 422
  post   /proof/passkey-options                 401 422 422 422
  post   /proof/passkey                         401 422 422 422
  post   /second-factor/app                     401 200 200 200
  post   /second-factor/app/confirm             401 422 422 422
  post   /second-factor/passkey-options         401 422 422 422
  post   /second-factor/passkey                 401 422 422 422
  post   /second-factor/recovery                401 200 200 200
  post   /second-factor/remove                  401 422 422 422
  post   /access/:id?                           200 200 200 200
  post   /login                                 401 200 200 200
  post   /login [wrong password]                401 401 401 401
  post   /logout                                400 200 200 200
  get    /me                                    200 200 200 200
  post   /refresh-token                         403 200 200 200
  get    /init                                  200 200 200 200
  post   /first-register                        404 404 404 404
  post   /forgot-password                       200 200 200 200
  post   /forgot-password [again at once]       429 429 429 429
  post   /reset-password                        403 403 403 403
  post   /unlock                                404 404 404 404
  post   /verify/:id                            404 404 404 404
`

// This one is shared with everybody, and no account of these has it.
const VIEWS = `
                                                nobody editor reviewer administrator
  get    /                                      403 200 200 200
  get    /count                                 403 200 200 200
  get    /:id                                   403 200 200 200
  post   /                                      403 201 201 201
  patch  /                                      403 403 403 403
  patch  /:id                                   403 403 403 403
  delete /                                      403 200 200 200
  delete /:id                                   403 403 403 200
  get    /versions                              403 403 403 403
  get    /versions/:id                          403 403 403 403
  post   /versions/:id                          403 404 404 404
  post   /:id/duplicate                         404 404 404 404
  post   /access/:id?                           200 200 200 200
`

const KEYS = `
                                                nobody editor reviewer administrator
  get    /                                      403 403 403 403
  get    /count                                 403 403 403 403
  get    /:id                                   403 403 403 403
  post   /                                      403 403 403 403
  patch  /                                      403 403 403 403
  patch  /:id                                   403 403 403 403
  delete /                                      403 403 403 403
  delete /:id                                   403 403 403 403
  get    /versions                              403 404 404 404
  get    /versions/:id                          403 404 404 404
  post   /versions/:id                          403 403 403 403
  post   /:id/duplicate                         403 403 403 403
  post   /access/:id?                           404 404 404 404
`

// Who has which form open: visible to all staff.
const LOCKS = `
                                                nobody editor reviewer administrator
  get    /                                      403 200 200 200
  get    /count                                 403 200 200 200
  get    /:id                                   403 200 200 200
  post   /                                      403 403 403 403
  post   / [own]                                403 403 403 403
  patch  /                                      403 403 403 403
  patch  /:id                                   403 403 403 403
  patch  /:id [for another]                     403 403 403 403
  patch  /:id [to last for ever]                403 403 403 403
  patch  /:id [taking over]                     403 200 200 200
  delete /                                      403 200 200 200
  delete /:id [of another]                      403 403 403 403
  delete /:id [own]                             403 200 200 200
  get    /versions                              403 403 403 403
  get    /versions/:id                          403 403 403 403
  post   /versions/:id                          403 403 403 403
  post   /:id/duplicate                         403 403 403 403
  post   /access/:id?                           200 200 200 200
`

// Private to each user: column widths and the like. The preference's name is read before anything else.
const PREFERENCES = `
                                                nobody editor reviewer administrator
  get    /                                      403 200 200 200
  get    /:key                                  403 200 200 200
  get    /count                                 403 200 200 200
  get    /:id                                   403 200 200 200
  post   /                                      403 201 201 201
  post   /:key                                  403 200 200 200
  patch  /                                      403 200 200 200
  patch  /:id                                   403 403 403 403
  delete /:key                                  403 200 200 200
  delete /                                      403 200 200 200
  delete /:id                                   403 200 200 200
  get    /versions                              403 200 200 200
  get    /versions/:id                          403 404 404 404
  post   /versions/:id                          403 404 404 404
  post   /:id/duplicate                         403 403 403 403
  post   /access/:id?                           404 404 404 404
`

const MIGRATIONS = `
                                                nobody editor reviewer administrator
  get    /                                      404 404 404 404
  post   /                                      404 404 404 404
`

const SITE = `
                                                nobody editor reviewer administrator
  get    /                                      403 200 200 200
  get    / [as draft]                           403 200 200 200
  post   /                                      403 403 403 200
  post   / [as draft]                           403 403 403 200
  post   / [no revision]                        403 403 403 422
  post   / [old revision]                       403 403 403 409
  get    /versions                              403 200 200 200
  get    /versions/:id                          403 200 200 200
  post   /versions/:id                          403 403 403 409
  post   /access                                200 200 200 200
  get    /desk                                  401 200 200 200
  get    /desk/compare                          401 200 200 200
  get    /desk/compare [of nothing]             401 422 422 422
  get    /desk/claim-sources                    401 200 200 200
  get    /desk/claim-sources [of nothing]       401 422 422 422
  get    /desk/history                          401 200 200 200
  get    /desk/opened                           401 200 200 200
  get    /desk/sources                          401 200 200 200
  get    /desk/sources [of nothing]             401 422 422 422
  get    /desk/troubles                         401 200 200 200
  post   /desk/submit                           401 409 409 409
  post   /desk/submit [no verdict]              401 422 422 422
  post   /desk/approve                          401 403 409 403
  post   /desk/approve [no verdict]             401 403 422 403
  post   /desk/request-changes                  401 403 409 403
  post   /desk/safety-fix                       401 403 409 403
  post   /desk/verify                           401 409 409 409
  post   /desk/ask-withdrawal                   401 409 409 409
  post   /desk/confirm-withdrawal               401 403 409 403
  post   /desk/decline-withdrawal               401 403 409 403
  post   /desk/safety-withdrawal                401 409 409 409
  post   /desk/second-review                    401 403 409 403
  post   /desk/correct-note                     401 403 409 403
  post   /desk/assign                           401 409 409 409
  post   /desk/ask-question                     401 200 200 200
  post   /desk/answer-question                  401 409 409 409
  post   /desk/resolve-question                 401 409 409 409
  post   /desk/reopen-question                  401 409 409 409
  post   /desk/ask-expert                       401 409 409 403
  post   /desk/end-expert                       401 409 409 403
  post   /desk/go-live                          404 404 404 404
  post   /desk/make-live                        404 404 404 404
  post   /desk/withdraw                         404 404 404 404
`

const MAILING = `
                                                nobody editor reviewer administrator
  get    /                                      403 200 200 200
  get    / [as draft]                           403 200 200 200
  post   /                                      403 403 403 200
  post   / [as draft]                           403 403 403 200
  get    /versions                              404 404 404 404
  get    /versions/:id                          404 404 404 404
  post   /versions/:id                          404 404 404 404
  post   /access                                200 200 200 200
  post   /pause                                 401 403 403 200
  post   /look                                  401 403 403 200
  post   /held                                  401 403 403 409
  post   /test                                  401 403 403 200
`

const ROOT = `
                                                nobody editor reviewer administrator
  get    /access                                200 200 200 200
  get    /og                                    404 404 404 404
  get    /graphql                               404 404 404 404
  post   /graphql                               404 404 404 404
  get    /graphql-playground                    404 404 404 404
`

/** They contain the addresses of accounts. */
const ACCOUNT_EVENTS = MACHINE.replaceAll('403 200 200 200', '403 403 403 200')

const TABLES: Record<string, string> = {
  profiles: ENTRIES,
  channels: ENTRIES,
  offences: ENTRIES,
  ladders: ENTRIES,
  routes: ENTRIES,
  essentials: ENTRIES,
  bodies: SHARED,
  instruments: INSTRUMENTS,
  sources: SOURCES,
  'law-changes': LAW_CHANGES,
  jurisdictions: JURISDICTIONS,
  heads: HEADS,
  editions: MACHINE,
  'editorial-events': MACHINE,
  'shared-events': MACHINE,
  'account-events': ACCOUNT_EVENTS,
  'chain-ends': MACHINE,
  changes: MACHINE,
  flags: FLAGS,
  'source-checks': MACHINE,
  'source-states': MACHINE,
  'host-states': MACHINE,
  'quote-states': MACHINE,
  'watch-passes': MACHINE,
  'register-readings': MACHINE,
  'law-change-proposals': PROPOSALS,
  work: MACHINE,
  releases: RELEASES,
  targets: TARGETS,
  leases: MACHINE,
  alarms: MACHINE,
  'digest-runs': MACHINE,
  subscribers: HIDDEN,
  'reader-reports': REPORTS,
  'mail-tokens': HIDDEN,
  'expert-links': HIDDEN,
  'mailed-changes': HIDDEN,
  outbox: HIDDEN,
  notices: NOTICES,
  'sign-in-tries': HIDDEN,
  'sign-ins': HIDDEN,
  'second-factors': HIDDEN,
  identities: HIDDEN,
  'saved-views': VIEWS,
  users: USERS,
  'payload-kv': KEYS,
  'payload-locked-documents': LOCKS,
  'payload-preferences': PREFERENCES,
  'payload-migrations': MIGRATIONS,
}
const LOCKED = 'payload-locked-documents'
const SAME = scaled(6, 2)
/** Entry collections are alike, built by one function: the sample run walks the routes of two. */
const WALKED = Object.keys(TABLES).filter(
  (slug) =>
    TABLES[slug] !== ENTRIES ||
    ['offences', 'essentials', 'profiles', 'channels', 'ladders', 'routes'].indexOf(slug) < SAME,
)

const WHO = ['nobody', 'editor', 'reviewer', 'administrator'] as const
type Who = (typeof WHO)[number]

interface Target {
  id: string
  revision?: number
  updatedAt?: string
  version?: string
}
interface Sent {
  query?: string
  body?: unknown
}
type Make = (target: Target, who: Who) => Sent

const NO_HASH = '0'.repeat(64)
const where = ({ id }: Target): string => `where[id][equals]=${id}`

/**
 * What a line sends, by route and bracketed words, prefixed by the collection where needed; lines not listed
 * send nothing special.
 */
const SENT: Record<string, Make> = {
  'post /pause': () => ({ body: { paused: false } }),
  'post /look': () => ({ body: {} }),
  'post /read': () => ({ body: { about: null, until: '2026-11-30T00:00:00.000Z' } }),
  'post /held': () => ({ body: { run: 'weekly/2026-W47', decision: 'drop' } }),
  'post /test': () => ({ body: { kind: 'weekly', place: '*', format: 'html' } }),
  'patch /:id': ({ revision, updatedAt }) => ({ body: { revision, updatedAt, order: 7 } }),
  'patch /:id [as draft]': ({ revision, updatedAt }) => ({
    query: 'draft=true',
    body: { revision, updatedAt, order: 8 },
  }),
  'patch /:id [no state]': () => ({ body: { order: 7 } }),
  'patch /:id [old state]': () => ({ body: { updatedAt: '2020-01-01T00:00:00.000Z', order: 7 } }),
  'patch /:id [_status]': ({ revision }) => ({ body: { revision, order: 9, _status: 'published' } }),
  'patch /:id [no revision]': () => ({ body: { order: 7 } }),
  'patch /:id [old revision]': () => ({ body: { revision: 0, order: 7 } }),
  'globals/site post / [no revision]': () => ({ body: { brand: 'Mine', revision: undefined } }),
  'globals/site post / [old revision]': () => ({ body: { brand: 'Mine', revision: 0 } }),
  'globals/site post / [as draft]': ({ revision }) => ({
    query: 'draft=true',
    body: { brand: 'Mine', revision, _status: 'published' },
  }),
  'post / [as draft]': () => ({ query: 'draft=true', body: { _status: 'published', deskState: 'live' } }),
  'post /versions/:id [as draft]': () => ({ query: 'draft=true' }),
  'patch /:id [autosave]': ({ revision }) => ({
    query: 'draft=true&autosave=true',
    body: { revision, order: 9 },
  }),
  'patch /': (target) => ({ query: where(target), body: { revision: target.revision, order: 7 } }),
  'patch / [as draft]': (target) => ({
    query: `${where(target)}&draft=true`,
    body: { revision: target.revision, order: 7 },
  }),
  'delete /': (target) => ({ query: where(target) }),
  'get / [as draft]': () => ({ query: 'draft=true' }),
  'get /:id [as draft]': () => ({ query: 'draft=true' }),
  'get /:id/desk/compare': () => ({ query: 'before=live&after=working' }),
  'get /:id/desk/sources': () => ({ query: 'of=working' }),
  'get /:id/desk/sources [of nothing]': () => ({ query: 'of=/etc' }),
  'get /:id/desk/compare [of nothing]': () => ({ query: 'before=/etc&after=working' }),
  'get /:id/desk/claim-sources': () => ({ query: 'before=live&after=working' }),
  'get /:id/desk/claim-sources [of nothing]': () => ({ query: 'before=/etc&after=working' }),
  'heads get /copyable': () => ({ query: 'from=none&to=none' }),
  'heads post /copy': () => ({ body: { entries: [{ kind: 'offence', id: 'none' }], to: 'none' } }),
  'heads post /approve': () => ({
    body: { approvals: [{ kind: 'offence', id: 'none', hash: NO_HASH, receipt: 'none' }] },
  }),
  'heads post /approve [of nothing]': () => ({ body: { approvals: [] } }),
  'sources get /near': () => ({ query: 'q=stalking' }),
  'sources post /cite': () => ({ body: { url: 'https://example.org/cited', title: 'Cited' } }),
  'post /calendar': () => ({ body: { wanted: true } }),
  'sources post /check': ({ id }) => ({ body: { sources: [id] } }),
  'sources post /move': ({ id }) => ({ body: { sources: [{ id, to: 'https://example.org/moved' }] } }),
  'flags post /dismiss': () => ({ body: { flags: ['f'], reason: 'Looked at.' } }),
  'law-changes post /:id/leave-out': () => ({
    body: { entries: ['testland/offence/elsewhere'], reason: 'It cites the offence, not its penalty.' },
  }),
  'law-changes post /:id/part': () => ({
    body: { entry: 'testland/offence/elsewhere', reason: 'It needs longer.' },
  }),
  'law-changes post /:id/submit-together': () => ({
    body: {
      entries: [{ entry: 'testland/offence/elsewhere', revision: 1 }],
      changeNote: 'The maximum rose.',
      checkedOn: null,
    },
  }),
  'jurisdictions post /:id/submit-guide': () => ({
    body: { entries: [{ entry: 'testland/offence/elsewhere', revision: 1 }], checkedOn: null },
  }),
  'reader-reports post /answer': () => ({ body: { flag: 'f', found: 'Looked at.', answer: '' } }),
  'releases post /roll-back': () => ({
    body: { to: 1, reason: 'Broken.', carryOver: false, seen: 0 },
  }),
  'targets post /push': () => ({ body: { address: '/srv/www' } }),
  'releases post /resume': () => ({ body: { reason: 'Mended.', seen: 0 } }),
  'law-change-proposals post /accept': () => ({ body: { keys: ['none'], effectiveOn: null } }),
  'law-change-proposals post /dismiss': () => ({ body: { keys: ['none'], reason: 'Not ours.' } }),
  'post /:id/roles': () => ({ body: { asked: 1, confirm: true } }),
  'post /:id/security/end': () => ({ body: { session: null } }),
  'post /:id/desk/submit': () => ({ body: { revision: 99 } }),
  'post /:id/desk/submit [no verdict]': () => ({
    body: { revision: 99, answers: [{ flag: 'f', claim: null }] },
  }),
  'post /:id/desk/approve': () => ({ body: { hash: NO_HASH, answers: [] } }),
  'post /:id/desk/approve [no verdict]': () => ({
    body: { hash: NO_HASH, answers: [{ flag: 'f', claim: null, verdict: 'fine' }] },
  }),
  'post /:id/desk/request-changes': () => ({
    body: { hash: NO_HASH, notes: [{ claim: null, text: 'Why?' }] },
  }),
  'post /:id/desk/safety-fix': () => ({ body: { hash: NO_HASH, revision: 99, reason: 'Now.' } }),
  'post /:id/desk/verify': () => ({ body: { hash: NO_HASH, on: '2026-01-01', opened: [] } }),
  'post /:id/desk/ask-withdrawal': () => ({ body: { hash: NO_HASH, reason: 'Gone.' } }),
  'post /:id/desk/confirm-withdrawal': () => ({ body: { hash: NO_HASH } }),
  'post /:id/desk/decline-withdrawal': () => ({ body: { hash: NO_HASH, reason: 'It stays.' } }),
  'post /:id/desk/safety-withdrawal': () => ({ body: { hash: NO_HASH, reason: 'Now.' } }),
  'post /:id/desk/second-review': () => ({ body: { decision: 1, note: 'Fine.' } }),
  'post /:id/desk/correct-note': () => ({ body: { seq: 1, note: 'Else.' } }),
  'post /:id/desk/ask-question': () => ({ body: { claim: null, edition: null, text: 'Why?' } }),
  'post /:id/desk/answer-question': () => ({ body: { thread: 1, text: 'Because.' } }),
  'post /:id/desk/resolve-question': () => ({ body: { thread: 1, seen: 1 } }),
  'post /:id/desk/reopen-question': () => ({ body: { thread: 1 } }),
  'globals/site post /desk/ask-question': () => ({ body: { claim: null, edition: null, text: 'Why?' } }),
  'globals/site post /desk/answer-question': () => ({ body: { thread: 1, text: 'Because.' } }),
  'globals/site post /desk/resolve-question': () => ({ body: { thread: 1, seen: 1 } }),
  'globals/site post /desk/reopen-question': () => ({ body: { thread: 1 } }),
  'post /:id/desk/ask-expert': () => ({ body: { hash: NO_HASH, name: 'Iris', question: 'Is it?' } }),
  'post /:id/desk/end-expert': () => ({ body: { ask: 1 } }),
  'globals/site post /desk/ask-expert': () => ({ body: { hash: NO_HASH, name: 'Iris', question: 'Is it?' } }),
  'globals/site post /desk/end-expert': () => ({ body: { ask: 1 } }),
  'post /:id/desk/assign': () => ({ body: { to: null, due: null } }),
  'globals/site post /desk/assign': () => ({ body: { to: null, due: null } }),
}

// Access does not depend on the database: MongoDB is walked only in the full run.
describe.skipIf(missing !== null || (databaseName === 'mongodb' && !full))(
  `the API on ${databaseName}`,
  () => {
    let database: TestDatabase
    let payload: Payload
    let staff: Record<Exclude<Who, 'nobody'>, Person>
    let other: Person
    const tokens: Record<Who, string | null> = {
      nobody: null,
      editor: null,
      reviewer: null,
      administrator: null,
    }
    let count = 0

    beforeAll(async () => {
      database = await openDatabase()
      payload = database.payload
      staff = {
        editor: await person(payload, 'Edith', ['editor']),
        reviewer: await person(payload, 'Rey', ['reviewer']),
        administrator: await person(payload, 'Ada', ['administrator']),
      }
      other = await person(payload, 'Otto', ['editor'])
      for (const who of ['editor', 'reviewer', 'administrator'] as const)
        tokens[who] = await signIn(staff[who])
      const ground = await layGround(payload)
      const offence = await createOffence(payload, staff.editor, ground, 'Live')
      await testDesk(payload).live(staff.editor, staff.reviewer, { kind: 'offence', id: offence.id }, 1)
      await payload.db.create({
        collection: 'releases',
        data: { seq: 1, name: '000001-abc', at: '2026-11-21T10:00:00Z', day: '2026-11-21', files: 1 },
      })
      await payload.db.create({
        collection: 'targets',
        data: { address: '/srv/www', release: '000001-abc', tries: 0, sentFiles: 1, sentBytes: 1 },
      })
      await payload.db.create({
        collection: 'flags',
        data: {
          key: 'f',
          kind: 'law-change',
          entry: offence.key,
          about: 'x',
          detail: 'It changed.',
          claims: '[]',
          at: '2026-11-21T10:00:00Z',
          by: 'system:watch',
        },
      })
      await payload.db.create({
        collection: 'leases',
        data: { key: 'l', token: 1, holder: 'x', until: '2026-11-21T10:00:00Z' },
      })
      await payload.db.create({
        collection: 'digest-runs',
        data: {
          key: 'weekly/2026-W47',
          kind: 'weekly',
          fromSeq: 0,
          toSeq: 1,
          state: 'nothing',
          mails: 0,
          startedAt: '2026-11-21T10:00:00Z',
        },
      })
      const at = '2026-11-21T10:00:00Z'
      for (const [collection, data] of Object.entries({
        'source-checks': { source: 's', kind: 'link', slot: '2026-11-21', host: 'example.org', at },
        'source-states': { source: 's', host: 'example.org', url: 'https://example.org/', keys: '[]' },
        'host-states': {
          host: 'example.org',
          slot: '2026-11-21',
          checkedAt: at,
          failing: 0,
          sources: 1,
          failures: 0,
        },
        'quote-states': { key: 'q', source: 's' },
        'watch-passes': {
          key: 'links/2026-11-20',
          kind: 'links',
          slot: '2026-11-20',
          state: 'done',
          done: 1,
          total: 1,
          startedAt: at,
          found: '{}',
        },
        'register-readings': { feed: 'https://example.org/feed' },
        'law-change-proposals': { key: 'p', state: 'accepted', days: '[]' },
        subscribers: { lookup: 'l', address: 'a', state: 'active', follows: '[]', coveredTo: 0 },
        'mail-tokens': { hash: 'h', subscriber: 's', purpose: 'mail' },
        'expert-links': { hash: 'h', entry: 'e', ask: 1, until: '2026-12-31T00:00:00.000Z' },
        'mailed-changes': { subscriber: 's', change: 1, mail: 'm' },
        alarms: { name: 'disk', since: '2026-11-21T10:00:00Z', words: 'w' },
        'sign-in-tries': { key: 'k', until: 1 },
        'sign-ins': { session: 's', account: 'a' },
        'second-factors': { account: 'a', kind: 'totp', secret: 's', counter: 0 },
        identities: { identity: 'i', account: 'a' },
        'reader-reports': { key: 'r', at, page: '/' },
        outbox: { key: 'm', kind: 'test', recipient: 'user:x', args: '{}', state: 'sent' },
        notices: { key: 'n', person: 'user:x', kind: 'review', at: 'x', mail: 'never' },
      }))
        await payload.db.create({ collection: collection as CollectionSlug, data })
    })
    afterAll(() => database?.close())

    const place = async (): Promise<string> => {
      count += 1
      const letter = (n: number): string => String.fromCharCode(65 + (n % 26))
      const code = `${letter(Math.floor(count / 26))}${letter(count)}`
      const data = {
        name: `Place ${count}`,
        inSentence: `Place ${count}`,
        slug: `place-${count}`,
        iso: `XX-${code}`,
        kind: 'state',
        guide: 'inbound',
      }
      return (await savedPlace(payload, data)).id
    }
    const common = { order: 1, reverifyEvery: 180, confidence: 'high' }
    /** The minimum data of a new record in each collection. */
    const DATA: Record<string, () => Promise<Record<string, unknown>>> = {
      profiles: async () => ({ ...common, jurisdiction: await place() }),
      ladders: async () => ({ ...common, jurisdiction: await place() }),
      routes: async () => ({ ...common, jurisdiction: await place() }),
      channels: async () => ({
        ...common,
        jurisdiction: await place(),
        title: `Channel ${count}`,
        stage: 'record',
        role: 'police-intake',
        reach: 'public',
      }),
      offences: async () => ({
        ...common,
        jurisdiction: await place(),
        title: `Offence ${count}`,
        standing: 'in-force',
      }),
      essentials: () => Promise.resolve({ ...common, title: `Essay ${++count}`, slug: `essay-${count}` }),
      bodies: () => Promise.resolve({ name: `Body ${++count}` }),
      instruments: () => Promise.resolve({ title: `Act ${++count}`, kind: 'act' }),
      sources: () =>
        Promise.resolve({
          title: `Page ${++count}`,
          url: `https://example.org/${count}`,
          precision: 'page',
        }),
      'law-changes': async () => ({
        title: `Change ${++count}`,
        what: 'repeal',
        effectiveOn: '2026-01-01',
        instrument: (
          await payload.create({
            collection: 'instruments',
            data: { title: `Act ${++count}`, kind: 'act' },
            overrideAccess: true,
          })
        ).id,
      }),
      jurisdictions: () => {
        count += 1
        return Promise.resolve({
          name: `Place ${count}`,
          inSentence: 'it',
          slug: `place-${count}`,
          iso: `YY-${count}`,
          kind: 'state',
          guide: 'inbound',
        })
      },
      'saved-views': () =>
        Promise.resolve({
          title: `View ${++count}`,
          list: 'offences',
          query: 'sort=place&columns=%5B%22label%22%5D',
          shared: true,
        }),
      users: () =>
        Promise.resolve({
          name: `Person ${++count}`,
          email: `person${count}@example.org`,
          password: PASSWORD,
          roles: ['editor'],
        }),
    }
    const made = new Map<string, Target>()
    /** A record to act on: a new one if needed, otherwise one shared by all. */
    async function target(collection: string, fresh: boolean): Promise<Target> {
      const known = made.get(collection)
      if (known && !fresh) return known
      // Preferences belong to one user: none can be shared.
      if (collection === 'payload-preferences') return { id: 'none' }
      const make = DATA[collection]
      const kind = (Object.keys(COLLECTION_OF) as Kind[]).find((each) => COLLECTION_OF[each] === collection)
      let id: string
      if (make) {
        const user = collection === 'jurisdictions' ? staff.administrator : kind ? staff.editor : undefined
        const doc = await payload.create({
          collection: collection as 'offences',
          data: (await make()) as never,
          ...(user ? { overrideAccess: false, user } : { overrideAccess: true }),
        })
        id = doc.id
      } else {
        const { docs } = await payload.db.find({ collection: collection as 'heads', where: {}, limit: 1 })
        id = (docs[0] as { id?: string } | undefined)?.id ?? 'none'
      }
      const one: Target = { id }
      if (!fresh) made.set(collection, one)
      return one
    }
    async function refreshed(collection: string, one: Target): Promise<Target> {
      const config = payload.collections[collection as 'offences']?.config
      if (!config) return one
      const doc = (await payload.db.findOne({
        collection: collection as 'offences',
        where: { id: { equals: one.id } },
      })) as { revision?: number; updatedAt?: Date | string } | null
      const versions = config.versions
        ? await payload.db.findVersions({
            collection: collection as 'offences',
            where: { parent: { equals: one.id } },
            limit: 1,
          })
        : null
      const version = (versions?.docs[0] as { id?: string } | undefined)?.id
      const updatedAt = doc?.updatedAt && new Date(doc.updatedAt).toISOString()
      return { ...one, revision: doc?.revision, updatedAt, version }
    }

    const routesOf = (endpoints: readonly Pick<Endpoint, 'method' | 'path'>[] | false): string[] =>
      endpoints === false ? [] : [...new Set(endpoints.map(({ method, path }) => `${method} ${path}`))].sort()
    const linesOf = (table: string): { line: string; method: string; path: string }[] =>
      [...table.matchAll(/^ {2}([a-z]+) +(\/\S*)(?: (\[.+?\]))?/gm)].map(
        ([, method = '', path = '', said = '']) => ({
          line: [`${method} ${path}`, said].filter(Boolean).join(' '),
          method,
          path,
        }),
      )
    const shown = (line: string, codes: readonly number[]): string => {
      const [method = '', ...more] = line.split(' ')
      return `  ${method.padEnd(6)} ${more.join(' ').padEnd(38)} ${codes.join(' ')}`
    }
    /** A table's response lines, without its head and empty lines. */
    const linesIn = (table: string): string[] => table.split('\n').filter((text) => / \d{3}$/.test(text))

    /** The actual responses, line by line, in the table's format. */
    async function answersOf(base: string, table: string, targetOf: (method: string) => Promise<Target>) {
      const told: string[] = []
      const make = DATA[base]
      for (const { line, method, path } of linesOf(table)) {
        const codes: number[] = []
        for (const who of WHO) {
          const target = base === LOCKED ? await lockFor(line, who) : await targetOf(method)
          const { query, body, token, id } = await sentWith(base, line, target, who)
          const address = path.replace('/:id?', `/${id.id}`)
          const asked = path.includes('/versions/:id')
            ? address.replace(':id', id.version ?? 'none')
            : address.replace(':id', id.id).replace(':key', 'a-key')
          const plain = method === 'post' && path === '/' && make ? await make() : {}
          // A preference is deleted by name, and must exist.
          if (base === 'payload-preferences' && line === 'delete /:id')
            await rest('post', `/${base}/none`, { token: tokens[who], body: { value: 1 } })
          const { status } = await rest(
            method,
            `${base && `/${base}`}${asked}`.replace(/\/$/, '') + (query ? `?${query}` : ''),
            {
              token: token ?? tokens[who],
              body: method === 'get' ? undefined : { ...plain, ...(body as object | undefined) },
            },
          )
          codes.push(status)
        }
        told.push(shown(line, codes))
      }
      return told
    }
    /** A form lock: the requester's own if the line says so, otherwise someone else's. */
    async function lockFor(line: string, who: Who): Promise<Target> {
      const own = line.includes('[own]') && who !== 'nobody' ? staff[who] : other
      const lock = (await payload.db.create({
        collection: LOCKED,
        data: {
          document: { relationTo: 'users', value: other.id },
          user: { relationTo: 'users', value: own.id },
        },
      })) as { id: string }
      return { id: lock.id }
    }
    async function sentWith(base: string, line: string, id: Target, who: Who) {
      if (base === 'users') {
        const own = staff[who as 'editor'] as Person | undefined
        const about: Target = line.includes('[own]') && own ? { id: own.id } : id
        const email = `${who}@nowhere.example`
        const sent: Record<string, Sent & { token?: string }> = {
          'patch /:id': { body: { name: `Name ${count}` } },
          'patch /:id [own]': { body: { name: own?.name, roles: ['administrator', 'reviewer', 'editor'] } },
          'post /login': { body: { email: own?.email ?? 'nobody@example.org', password: PASSWORD } },
          'post /login [wrong password]': { body: { email, password: 'not this one' } },
          'post /first-register': {
            body: { email, password: PASSWORD, name: 'A', roles: ['administrator'] },
          },
          'post /forgot-password': { body: { email } },
          'post /forgot-password [again at once]': { body: { email: email.toUpperCase() } },
          'post /reset-password': { body: { token: 'x', password: PASSWORD } },
          'post /unlock': { body: { email: staff.editor.email } },
        }
        // Signing out or refreshing uses up a token, so each gets its own.
        const anew =
          own && (line === 'post /logout' || line === 'post /refresh-token') ? await signIn(own) : undefined
        const plain: Sent = SENT[line]?.(about, who) ?? {}
        return { ...plain, ...sent[line], token: anew, id: about }
      }
      const bodies: Record<string, object> = {
        'globals/site': { brand: `Brand ${who}`, revision: id.revision },
        'globals/mailing': { paused: false },
      }
      if (base === LOCKED) {
        const mine = { relationTo: 'users', value: (staff[who as 'editor'] as Person | undefined)?.id }
        const sent: Record<string, Sent> = {
          'post /': { body: { user: { relationTo: 'users', value: other.id }, globalSlug: 'site' } },
          'post / [own]': { body: { user: mine, globalSlug: 'site' } },
          'patch /': { query: where(id), body: { user: mine } },
          'patch /:id': { body: { globalSlug: 'site' } },
          'patch /:id [for another]': { body: { user: { relationTo: 'users', value: other.id } } },
          'patch /:id [to last for ever]': { body: { user: mine, updatedAt: '2999-01-01T00:00:00.000Z' } },
          'patch /:id [taking over]': { body: { user: mine } },
          'delete /': { query: where(id) },
        }
        const plain: Sent = sent[line] ?? {}
        return { body: undefined, query: undefined, ...plain, token: undefined, id }
      }
      const body = line.startsWith('post /') ? bodies[base] : undefined
      const make = SENT[`${base} ${line}`] ?? SENT[line] ?? SENT[line.replace(' /desk', ' /:id/desk')]
      return { body, token: undefined, query: undefined, ...make?.(id, who), id }
    }

    it('has no route that is in no table, and each that is in one', () => {
      const config = payload.config
      const found: Record<string, string[]> = {
        ...Object.fromEntries(
          Object.values(payload.collections).map(({ config: { slug, endpoints } }) => [
            slug,
            routesOf(endpoints),
          ]),
        ),
        ...Object.fromEntries(
          config.globals.map(({ slug, endpoints }) => [`globals/${slug}`, routesOf(endpoints)]),
        ),
        '': routesOf(config.endpoints),
      }
      /** Routes listed although they must not exist: they answer accordingly. */
      const ABSENT =
        /^(post (\/:id\/duplicate|(\/:id)?\/desk\/(go-live|make-live|withdraw))|(get|post) \/graphql.*)$/
      const tables: Record<string, string> = {
        ...TABLES,
        'globals/site': SITE,
        'globals/mailing': MAILING,
        '': ROOT,
      }
      const listed = Object.fromEntries(
        Object.entries(tables).map(([slug, table]) => [
          slug,
          table === MIGRATIONS
            ? []
            : [...new Set(linesOf(table).map(({ method, path }) => `${method} ${path}`))]
                .filter((route) => !ABSENT.test(route) || found[slug]?.includes(route))
                .sort(),
        ]),
      )
      expect(found).toEqual(listed)
    })

    // First, because the users table gives the administrator every role.
    it('answers about the site as the table says', async () => {
      const { site } = await readCorpus(SAMPLE, new Date())
      await saveSite(payload, site)
      const { docs } = await payload.findGlobalVersions({ slug: 'site', overrideAccess: true, limit: 1 })
      const version = docs[0]?.id
      const now = async (): Promise<Target> => {
        const { revision } = await payload.findGlobal({ slug: 'site', overrideAccess: true })
        return { id: 'none', version, revision: revision ?? undefined }
      }
      expect(await answersOf('globals/site', SITE, now)).toEqual(linesIn(SITE))
    })

    it.each(WALKED)('answers about %s as the table says', async (slug) => {
      const table = TABLES[slug] ?? ''
      const before = [MACHINE, HIDDEN].includes(table) ? await rowsOf(slug) : null
      expect(
        await answersOf(slug, table, async (method) =>
          refreshed(slug, await target(slug, method === 'delete')),
        ),
      ).toEqual(linesIn(table))
      if (before !== null) expect(await rowsOf(slug)).toBe(before)
    })
    const rowsOf = async (slug: string): Promise<string> => {
      const { docs } = await payload.db.find({
        collection: slug as 'heads',
        where: {},
        limit: 0,
        pagination: false,
        sort: 'id',
      })
      return canonical(JSON.parse(JSON.stringify(docs)))
    }

    it('answers about the mailing as the table says', async () => {
      expect(await answersOf('globals/mailing', MAILING, () => Promise.resolve({ id: 'none' }))).toEqual(
        linesIn(MAILING),
      )
    })

    it('answers at its root as the table says, and knows no GraphQL', async () => {
      expect(await answersOf('', ROOT, () => Promise.resolve({ id: 'none' }))).toEqual(linesIn(ROOT))
    })

    it('lets nobody set what a sign-in rests on, nor give themselves a role', async () => {
      const { id } = staff.editor
      const read = async (): Promise<string> => {
        const doc = await payload.db.findOne<{ id: string; updatedAt?: string; sessions?: unknown }>({
          collection: 'users',
          where: { id: { equals: id } },
        })
        const { updatedAt: _at, sessions: _sessions, ...rest_ } = doc ?? { id: '' }
        return canonical(JSON.parse(JSON.stringify(rest_)))
      }
      const before = await read()
      const forged = {
        salt: 'x',
        hash: 'x',
        resetPasswordToken: 'x',
        resetPasswordExpiration: '2999-01-01T00:00:00.000Z',
        loginAttempts: 3,
        lockUntil: '2999-01-01T00:00:00.000Z',
        roles: ['administrator'],
        sessions: [],
      }
      expect((await rest('patch', `/users/${id}`, { token: tokens.editor, body: forged })).status).toBe(200)
      expect(await read()).toBe(before)
      expect((await rest('get', '/users/me', { token: tokens.editor })).json).toMatchObject({ user: { id } })
    })

    it('lets nobody make or take away the lock of a form in the name of another', async () => {
      const lock = await lockFor('', 'editor')
      const all = async (): Promise<string> =>
        canonical(
          JSON.parse(
            JSON.stringify(
              (
                await payload.db.find({
                  collection: LOCKED,
                  where: {},
                  limit: 0,
                  pagination: false,
                  sort: 'id',
                })
              ).docs,
            ),
          ),
        )
      const before = await all()
      const another = { user: { relationTo: 'users', value: other.id }, globalSlug: 'site' }
      for (const who of WHO) {
        const token = tokens[who]
        await rest('post', `/${LOCKED}`, { token, body: another })
        await rest('delete', `/${LOCKED}/${lock.id}`, { token })
        await rest('delete', `/${LOCKED}?where[id][equals]=${lock.id}`, { token })
        await rest('delete', `/${LOCKED}?where[user.value][equals]=${other.id}`, { token })
        await rest('patch', `/${LOCKED}/${lock.id}`, { token, body: another })
        await rest('patch', `/${LOCKED}?where[id][exists]=true`, { token, body: another })
      }
      expect(await all()).toBe(before)
    })

    it('asks for a new password in moments, and lets others write meanwhile', async () => {
      const start = performance.now()
      const [forgot] = await Promise.all([
        rest('post', '/users/forgot-password', { body: { email: staff.reviewer.email } }),
        target('bodies', true),
      ])
      expect(forgot.status).toBe(200)
      expect(performance.now() - start).toBeLessThan(5_000)
    })
  },
)
