import { Link } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import { mayAdminister } from '#domain/desk/actors.ts'
import { textOf } from '#domain/values.ts'
import { rolesOf } from '#lib/actor.ts'
import { AdminPage } from '#admin/page.tsx'

interface Rows {
  slug: string
  label: string
  description: string
}

/** The collections whose rows the system alone writes, by name. */
const rowsOf = ({ initPageResult: { req } }: AdminViewServerProps): Rows[] =>
  req.payload.config.collections
    .filter(({ custom, admin }) => custom.machine === true && admin.hidden !== true)
    .map(({ slug, labels, admin }) => ({
      slug,
      label: textOf(labels.plural),
      description: textOf(admin.description),
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'))

const List = ({ rows, admin }: { rows: readonly Rows[]; admin: string }) => (
  <dl className="system">
    {rows.map(({ slug, label, description }) => (
      <div key={slug}>
        <dt>
          <Link href={`${admin}/collections/${slug}`} prefetch={false}>
            {label}
          </Link>
        </dt>
        <dd>{description}</dd>
      </div>
    ))}
  </dl>
)

/** The `/admin/system` page: what the system writes of itself, for administrators. */
export function System(view: AdminViewServerProps) {
  const { req } = view.initPageResult
  return (
    <AdminPage view={view} title="System" className="board">
      {mayAdminister({ roles: rolesOf(req) }) ? (
        <>
          <p>
            What the system writes of itself. Nobody changes these rows; they help to find out what happened,
            and when.
          </p>
          <List rows={rowsOf(view)} admin={req.payload.config.routes.admin} />
        </>
      ) : (
        <p className="desk-quiet">
          This page is for administrators. What you work with is in the menu, and found with the search.
        </p>
      )}
    </AdminPage>
  )
}
