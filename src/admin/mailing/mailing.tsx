import { DefaultTemplate } from '@payloadcms/next/templates'
import { Gutter } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import { mayAdminister } from '#domain/actors.ts'
import { dayIn, printDate } from '#domain/dates.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { listMailFiles } from '#lib/mail-files.ts'
import { readMailingBoard } from '#store/mailing-board.ts'
import { KeepFresh } from '#admin/dashboard/keep-fresh.tsx'
import { MailingView } from './mailing-view.tsx'

/** Mails in files that are listed. */
const FILES = 10

const SOON = 3_000
const LATER = 30_000

/** What stands at `/admin/mailing`: the mail to subscribers, for administrators. */
export async function Mailing({ initPageResult, params, searchParams }: AdminViewServerProps) {
  const { req, permissions, visibleEntities } = initPageResult
  const actor = actorOf(req)
  const now = systemClock.now()
  const { siteTimeZone, smtpUrl, dataDir } = env()
  const board =
    actor && mayAdminister(actor)
      ? {
          ...(await readMailingBoard(req)),
          files: smtpUrl === null ? await listMailFiles(dataDir, FILES) : null,
        }
      : null
  return (
    <DefaultTemplate
      i18n={req.i18n}
      locale={initPageResult.locale}
      params={params}
      payload={req.payload}
      permissions={permissions}
      searchParams={searchParams}
      user={req.user ?? undefined}
      visibleEntities={visibleEntities}
    >
      <Gutter className="board">
        <div className="board__top">
          <h1>Mail to subscribers</h1>
          <p>{printDate(dayIn(siteTimeZone, now))}</p>
        </div>
        {board ? (
          <>
            <MailingView
              admin={req.payload.config.routes.admin}
              api={req.payload.config.routes.api}
              board={board}
              now={now}
              timeZone={siteTimeZone}
            />
            <KeepFresh every={board.outlook === 'under way' ? SOON : LATER} />
          </>
        ) : (
          <p>Only administrators look after the mail to subscribers. Ask one of them.</p>
        )}
      </Gutter>
    </DefaultTemplate>
  )
}
