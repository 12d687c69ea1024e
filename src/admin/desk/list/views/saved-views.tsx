'use client'
import { Link, useConfig, useListDrawerContext, useListQuery, useTableColumns } from '@payloadcms/ui'
import { useState } from 'react'
import { queryOfView, type SavedView } from '#domain/desk/saved-views.ts'
import { useViews } from './use-views.ts'
import { ViewForm } from './view-form.tsx'

/** The list as it is shown now, and as it is without anybody's changes, as queries. */
function useShown(list: string): { now: string; plain: string } {
  const { getEntityConfig } = useConfig()
  const { query } = useListQuery()
  const { columns } = useTableColumns()
  const config = getEntityConfig({ collectionSlug: list })
  const shown = (columns ?? []).flatMap(({ accessor, active }) =>
    active && accessor !== '_select' ? [accessor] : [],
  )
  const { where, search, sort } = query as { where?: unknown; search?: string; sort?: string }
  const { defaultSort, admin } = config
  return {
    now: queryOfView({ where, search, sort, columns: shown }),
    plain: queryOfView({
      sort: typeof defaultSort === 'string' ? defaultSort : undefined,
      columns: admin.defaultColumns ?? [],
    }),
  }
}

interface OwnProps {
  view: SavedView
  busy: boolean
  onShare: (shared: boolean) => void
  onRemove: () => void
}

/** What may be done with one's own view while it is shown. */
const Own = ({ view: { title, shared }, busy, onShare, onRemove }: OwnProps) => (
  <>
    <button
      type="button"
      id="view-share"
      className="desk-link views__act"
      disabled={busy}
      onClick={() => onShare(!shared)}
    >
      {shared ? 'Keep it to yourself' : 'Share it'}
    </button>
    <button
      type="button"
      id="view-remove"
      className="desk-link views__act"
      disabled={busy}
      onClick={onRemove}
    >
      Remove “{title}”
    </button>
  </>
)

function Views({ list }: { list: string }) {
  const { config } = useConfig()
  const { now, plain } = useShown(list)
  const { views, isMine, keep, share, remove, busy, refusal } = useViews(list)
  const [naming, setNaming] = useState(false)
  const [said, setSaid] = useState('')
  const current = views?.find(({ query }) => query === now)
  const tell = async (work: Promise<boolean>, words: string): Promise<void> => {
    if (await work) setSaid(words)
  }
  const link = (query: string, words: string, by: string | null) => (
    <li key={`${words} ${query}`}>
      <Link
        href={`${config.routes.admin}/collections/${list}?${query}`}
        className="views__link"
        prefetch={false}
        {...(query === now ? { 'aria-current': 'page' as const } : {})}
      >
        {words}
        {by ? <span className="views__by"> by {by}</span> : null}
      </Link>
    </li>
  )
  return (
    <nav className="views" aria-label="Views of this list">
      <ul className="views__list">
        {link(plain, 'All', null)}
        {(views ?? []).map((view) => link(view.query, view.title, isMine(view) ? null : view.by))}
      </ul>
      {naming ? null : (
        <p className="views__acts">
          {now === plain || current ? null : (
            <button
              type="button"
              id="view-new"
              className="desk-link views__act"
              onClick={() => setNaming(true)}
            >
              Save this view
            </button>
          )}
          {current && isMine(current) ? (
            <Own
              view={current}
              busy={busy}
              onShare={(shared) =>
                void tell(
                  share(current, shared),
                  shared ? 'Everybody at the desk sees it.' : 'Only you see it.',
                )
              }
              onRemove={() => void tell(remove(current), `“${current.title}” is removed.`)}
            />
          ) : null}
        </p>
      )}
      {naming ? (
        <ViewForm
          busy={busy}
          refusal={refusal}
          onClose={() => setNaming(false)}
          onSave={(view) =>
            void tell(
              keep({ ...view, query: now }).then((done) => {
                if (done) setNaming(false)
                return done
              }),
              `“${view.title.trim()}” is saved.`,
            )
          }
        />
      ) : refusal ? (
        <p role="alert">{refusal.message}</p>
      ) : null}
      <p className="desk-sr" role="status">
        {said}
      </p>
    </nav>
  )
}

/** The saved views of a list, above its rows. A list from which one picks a record has none. */
export function SavedViews({ collectionSlug }: { collectionSlug: string }) {
  const { isInDrawer } = useListDrawerContext()
  return isInDrawer ? null : <Views list={collectionSlug} />
}
