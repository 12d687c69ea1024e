'use client'
import { useConfig } from '@payloadcms/ui'
import { screenOf } from '#domain/content/collections.ts'
import { totalsInWords } from '#domain/desk/impact.ts'
import type { Dependents, SourceUse } from '#domain/watch/watch-desk.ts'
import { counted, listed } from '#admin/words.ts'

/** Pages listed before the rest is expanded. */
const FEW = 4

const Paths = ({ paths }: { paths: readonly string[] }) =>
  paths.map((path, index) => (
    <span key={path}>
      {index > 0 && ', '}
      <a href={path} target="_blank" rel="noreferrer">
        {path}
      </a>
    </span>
  ))

function Printed({ live, onlyLive, pages, documents }: SourceUse) {
  const past = onlyLive ? 'Readers still see it so; the working copy does not cite this any more. ' : ''
  if (!live) return <span className="watch__aside">Not live: readers do not see it.</span>
  const paths = [...pages, ...documents]
  if (paths.length <= FEW)
    return (
      <span className="watch__aside">
        {past}
        <Paths paths={paths} />
      </span>
    )
  return (
    <details className="watch__aside">
      <summary>
        {past}On {counted(pages.length, 'page')} and {counted(documents.length, 'PDF')}
      </summary>
      <Paths paths={paths} />
    </details>
  )
}

/** Every claim, guide and page that depends on something. */
export function DependentsOf({
  resting: { entries, totals },
  open = false,
}: {
  resting: Dependents
  open?: boolean
}) {
  const { config } = useConfig()
  if (entries.length === 0) return <p className="watch__aside">Nothing rests on it.</p>
  const list = (
    <ul className="watch__resting">
      {entries.map((use) => (
        <li key={use.entry}>
          {use.at ? (
            <a href={`${config.routes.admin}${screenOf(use.at.collection, use.at.id)}`}>{use.label}</a>
          ) : (
            use.label
          )}
          {use.claims.length > 0 && <>: {listed(use.claims.map(({ label }) => label))}</>}
          <Printed {...use} />
        </li>
      ))}
    </ul>
  )
  if (open)
    return (
      <>
        <p className="watch__totals">{totalsInWords(totals)}</p>
        {list}
      </>
    )
  return (
    <details className="watch__more">
      <summary>Rests on it: {totalsInWords(totals)}</summary>
      {list}
    </details>
  )
}
