import { Link } from '@payloadcms/ui'
import { rolesInWords } from '#domain/desk/accounts.ts'
import type { Board, BoardStaff } from '#domain/desk/board.ts'
import { listHref } from './rows.tsx'

/** Staffing problems at the desk that only an administrator can solve. */
export function Staff({
  admin,
  staff: { reviewers, editors, awaited, unattended },
}: {
  admin: string
  staff: BoardStaff
}) {
  const users = `${admin}/collections/users`
  const places = `${admin}/collections/jurisdictions`
  return (
    <section className="board__section" aria-labelledby="board-staff">
      <h2 id="board-staff">People and places</h2>
      <ul className="board__plain">
        {awaited.map(({ n, account, name, roles, by }) => (
          <li key={n}>
            <strong>To be confirmed:</strong> {by.name} asks for the role of {rolesInWords(roles)} for{' '}
            <Link href={`${users}/${account}`} prefetch={false}>
              {name}
            </Link>
            .
          </li>
        ))}
        <li>
          <Link href={users} prefetch={false}>
            {editors} people may edit, {reviewers} of them review
          </Link>
          {reviewers < 2 &&
            '. Nobody approves what they wrote themselves: give the reviewer’s role to a second person'}
          .
        </li>
        {unattended.length > 0 && (
          <li>
            Nobody who may edit is responsible for{' '}
            {unattended.slice(0, 6).map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <Link href={`${places}/${id}`} prefetch={false}>
                  {name}
                </Link>
              </span>
            ))}
            {unattended.length > 6 && (
              <>
                {' '}
                and{' '}
                <Link href={places} prefetch={false}>
                  {unattended.length - 6} more
                </Link>
              </>
            )}
            . Name somebody, so that reminders reach a person.
          </li>
        )}
      </ul>
    </section>
  )
}

/** For administrators who do not edit: how much work waits for editors. */
export function EditorsAtWork({ admin, board: { lists, reviews, due } }: { admin: string; board: Board }) {
  const counts = [
    [reviews.total, 'in review', 'reviews'],
    [lists.withdrawals.total, 'to be withdrawn', 'withdrawals'],
    [due.overdue, 'overdue for verification', 'overdue'],
    [due.soon, 'due soon', 'soon'],
    [lists.scheduled.total, 'approved for a later day', 'scheduled'],
  ] as const
  const some = counts.filter(([n]) => n > 0)
  return (
    <section className="board__section" aria-labelledby="board-editors">
      <h2 id="board-editors">What waits for the editors</h2>
      {some.length === 0 ? (
        <p className="board__hint">Nothing.</p>
      ) : (
        <ul className="board__plain">
          {some.map(([n, words, list]) => (
            <li key={list}>
              <Link href={listHref(admin, list)} prefetch={false}>
                {n.toLocaleString('en')}
              </Link>{' '}
              {words}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
