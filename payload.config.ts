import path from 'node:path'
import { buildConfig } from 'payload'
import { guarded } from '#collections/access/guard/guarded.ts'
import { notFound } from '#collections/access/not-found.ts'
import { requireDeclaredAccess } from '#collections/access/require-declared.ts'
import { bodies } from '#collections/bodies.ts'
import { channels } from '#collections/channels.ts'
import { essentials } from '#collections/essentials.ts'
import { editor } from '#collections/fields/rich-text.ts'
import { keepTexts } from '#collections/fields/stored-texts.ts'
import { instruments } from '#collections/instruments.ts'
import { jurisdictions } from '#collections/jurisdictions.ts'
import { ladders } from '#collections/ladders.ts'
import { lawChanges } from '#collections/law-changes.ts'
import { mailing } from '#collections/mailing.ts'
import { offences } from '#collections/offences.ts'
import { profiles } from '#collections/profiles.ts'
import { changes } from '#collections/record/publish/changes.ts'
import { digestRuns } from '#collections/record/mail/digest-runs.ts'
import { alarms } from '#collections/record/alarms.ts'
import { editions } from '#collections/record/desk/editions.ts'
import { accountEvents, chainEnds, editorialEvents, sharedEvents } from '#collections/record/desk/events.ts'
import { identities } from '#collections/record/desk/identities.ts'
import { expertLinks } from '#collections/record/desk/expert-links.ts'
import { flags } from '#collections/record/watch/flags.ts'
import { secondFactors } from '#collections/record/desk/second-factors.ts'
import { signIns } from '#collections/record/desk/sign-ins.ts'
import { signInTries } from '#collections/record/desk/sign-in-tries.ts'
import { heads } from '#collections/record/desk/heads.ts'
import { hostStates } from '#collections/record/watch/host-states.ts'
import { lawChangeProposals } from '#collections/record/watch/law-change-proposals.ts'
import { leases } from '#collections/record/leases.ts'
import { mailTokens } from '#collections/record/mail/mail-tokens.ts'
import { mailedChanges } from '#collections/record/mail/mailed-changes.ts'
import { notices } from '#collections/record/mail/notices.ts'
import { outbox } from '#collections/record/mail/outbox.ts'
import { quoteStates } from '#collections/record/watch/quote-states.ts'
import { registerReadings } from '#collections/record/watch/register-readings.ts'
import { readerReports } from '#collections/record/publish/reader-reports.ts'
import { releases } from '#collections/record/publish/releases.ts'
import { targets } from '#collections/record/publish/targets.ts'
import { sourceChecks } from '#collections/record/watch/source-checks.ts'
import { sourceStates } from '#collections/record/watch/source-states.ts'
import { subscribers } from '#collections/record/mail/subscribers.ts'
import { watchPasses } from '#collections/record/watch/watch-passes.ts'
import { work } from '#collections/record/work.ts'
import { routes } from '#collections/routes.ts'
import { readableLists } from '#collections/shared/readable-lists.ts'
import { words } from '#collections/shared/words.ts'
import { savedViews } from '#collections/saved-views.ts'
import { site } from '#collections/site.ts'
import { unfitContent } from '#collections/shared/answer.ts'
import { databaseFailed, namesNoRecord } from '#collections/shared/database-failed.ts'
import { sources } from '#collections/sources.ts'
import { users } from '#collections/users.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { mailAdapter } from '#lib/mail.ts'
import { secret } from '#lib/secrets.ts'
import { database } from '#store/database/index.ts'

const settings = env()
const https = settings.publicUrl.startsWith('https:')

const built = buildConfig({
  collections: [
    profiles,
    channels,
    offences,
    ladders,
    routes,
    essentials,
    bodies,
    instruments,
    sources,
    lawChanges,
    jurisdictions,
    heads,
    editions,
    editorialEvents,
    sharedEvents,
    accountEvents,
    chainEnds,
    changes,
    flags,
    lawChangeProposals,
    registerReadings,
    sourceStates,
    sourceChecks,
    quoteStates,
    hostStates,
    watchPasses,
    work,
    releases,
    readerReports,
    targets,
    leases,
    alarms,
    digestRuns,
    subscribers,
    mailTokens,
    mailedChanges,
    outbox,
    notices,
    signInTries,
    signIns,
    secondFactors,
    identities,
    expertLinks,
    savedViews,
    users,
  ],
  globals: [site, mailing],
  // Images of admin pages, drawn for anybody in words of their choice.
  endpoints: [notFound('get', '/og')],
  plugins: [requireDeclaredAccess, keepTexts],
  hooks: { afterError: [unfitContent, databaseFailed, namesNoRecord] },
  db: await database(settings.database),
  editor,
  email: mailAdapter(settings),
  secret: secret(settings.dataDir, 'payload'),
  serverURL: settings.publicUrl,
  i18n: { translations: words },
  csrf: [settings.publicUrl],
  cors: [],
  cookiePrefix: https ? '__Host-recourse' : 'recourse',
  telemetry: false,
  graphQL: { disable: true },
  upload: { limits: { fileSize: 0 } },
  logger: createLog(settings.logLevel),
  maxDepth: 3,
  // What people are refused is no fault of the server.
  loggingLevels: {
    APIError: 'info',
    ValidationError: 'info',
    AuthenticationError: 'info',
    Forbidden: 'info',
    Locked: 'info',
    NotFound: 'info',
    LockedAuth: 'info',
  },
  typescript: { outputFile: path.resolve('src/payload-types.ts'), autoGenerate: false },
  admin: {
    user: users.slug,
    avatar: 'default',
    dateFormat: 'd MMMM yyyy, HH:mm',
    meta: {
      titleSuffix: '· Recourse',
      description: 'The editorial desk of Recourse.',
      openGraph: { siteName: 'Recourse' },
      defaultOGImageType: 'off',
    },
    components: {
      providers: [
        '/src/admin/desk/second-factor/prove-again.tsx#ProveAgain',
        '/src/admin/kept-press.tsx#KeptPress',
        '/src/admin/kept-history.tsx#KeptHistory',
        '/src/admin/menu.tsx#MenuAtFirst',
      ],
      beforeLogin: ['/src/admin/desk/accounts/provider-sign-in.tsx#ProviderSignIn'],
      graphics: { Logo: '/src/admin/graphics.tsx#Logo', Icon: '/src/admin/graphics.tsx#Icon' },
      actions: ['/src/admin/desk/find/find.tsx#Find', '/src/admin/mail/bell/bell.tsx#Bell'],
      afterNavLinks: [
        '/src/admin/watch/watch-link.tsx#WatchLink',
        '/src/admin/desk/calendar/calendar-link.tsx#CalendarLink',
        '/src/admin/desk/exchange/exchange-link.tsx#ExchangeLink',
        '/src/admin/mail/mailing-link.tsx#MailingLink',
        '/src/admin/desk/system/system-link.tsx#SystemLink',
      ],
      views: {
        dashboard: { Component: '/src/admin/desk/dashboard/dashboard.tsx#Dashboard' },
        exchange: { Component: '/src/admin/desk/exchange/exchange.tsx#Exchange', path: '/exchange' },
        copy: { Component: '/src/admin/desk/copy/copy.tsx#Copy', path: '/copy' },
        reviewGuide: {
          Component: '/src/admin/desk/review/guide/review-guide.tsx#ReviewGuide',
          path: '/review-guide',
        },
        watch: { Component: '/src/admin/watch/watch.tsx#Watch', path: '/watch' },
        mailing: { Component: '/src/admin/mail/mailing.tsx#Mailing', path: '/mailing' },
        calendar: { Component: '/src/admin/desk/calendar/calendar.tsx#Calendar', path: '/calendar' },
        system: { Component: '/src/admin/desk/system/system.tsx#System', path: '/system' },
      },
    },
    importMap: {
      baseDir: path.resolve('.'),
      importMapFile: path.resolve('src/app/(payload)/admin/importMap.js'),
      autoGenerate: false,
    },
  },
})

export default readableLists(guarded(built))
