import type { AdminViewServerProps } from 'payload'
import { mayAdminister } from '#domain/desk/actors.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { listMailFiles } from '#lib/mail-files.ts'
import { readMailingBoard } from '#store/mail/mailing-board.ts'
import { KeepFresh } from '../desk/dashboard/keep-fresh.tsx'
import { AdminPage } from '#admin/page.tsx'
import { MailingView } from './mailing-view.tsx'

/** Maximum mails in files listed. */
const FILES = 10

const SOON = 3_000
const LATER = 30_000

/** The `/admin/mailing` page: the mail to subscribers, for administrators. */
export async function Mailing(view: AdminViewServerProps) {
  const { req } = view.initPageResult
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
    <AdminPage view={view} title="Mail to subscribers" className="board">
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
    </AdminPage>
  )
}
