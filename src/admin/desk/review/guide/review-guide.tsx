import type { AdminViewServerProps } from 'payload'
import { screenOf } from '#domain/content/collections.ts'
import { FLAG_KINDS } from '#domain/desk/flags.ts'
import { textOf } from '#domain/values.ts'
import { guideInReview } from '#desk/desk/queries/guide-in-review.ts'
import { actorOf } from '#lib/actor.ts'
import { AdminPage } from '#admin/page.tsx'
import { GuideReview } from './guide-review.tsx'

/** The `/admin/review-guide` page: all that waits for a review of one place, read as a whole. */
export async function ReviewGuide(view: AdminViewServerProps) {
  const { req } = view.initPageResult
  const id = textOf(view.searchParams?.of)
  const found = actorOf(req) === null || id === '' ? null : await guideInReview(req, id)
  const { admin } = req.payload.config.routes
  return (
    <AdminPage
      view={view}
      title={found ? `${found.name}: what waits for a review` : 'Nothing to review'}
      className="board guide-review"
    >
      {found ? (
        <>
          {found.reports.map(({ key, detail }) => (
            <p key={key} className="desk-notice desk-notice--warning" data-flag="reported">
              <strong>{FLAG_KINDS.reported}.</strong> {detail}{' '}
              <a href={`${admin}/watch?kind=reported`}>Answer it</a>
            </p>
          ))}
          <GuideReview entries={found.entries} place={`${admin}${screenOf('jurisdictions', id)}`} />
        </>
      ) : (
        <p>This place is not there any more.</p>
      )}
    </AdminPage>
  )
}
