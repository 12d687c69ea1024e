import { Link } from '@payloadcms/ui'
import type { BoardSite } from '#domain/desk/board.ts'
import { MissingParts } from './missing-parts.tsx'

type Guides = BoardSite['guides']

function List({
  id,
  title,
  hint,
  admin,
  guides,
}: {
  id: string
  title: string
  hint: string
  admin: string
  guides: Guides
}) {
  if (guides.length === 0) return null
  return (
    <section className="board__section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="board__hint">{hint}</p>
      <ul className="board__plain">
        {guides.map((guide) => (
          <li key={guide.place}>
            <Link href={`${admin}/collections/jurisdictions/${guide.place}`} prefetch={false}>
              {guide.name}
            </Link>
            : <MissingParts admin={admin} guide={guide} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Guides that are not published yet, and those that have lost a part since; with what each is missing. */
export function UnfinishedGuides({ admin, guides }: { admin: string; guides: Guides }) {
  return (
    <>
      <List
        id="board-unpublished"
        title="Guides not published"
        hint="A guide opens once these are live:"
        admin={admin}
        guides={guides.filter(({ open }) => !open)}
      />
      <List
        id="board-incomplete"
        title="Published, but not whole any more"
        hint="Readers still have these guides and their emergency numbers, without:"
        admin={admin}
        guides={guides.filter(({ open }) => open)}
      />
    </>
  )
}
