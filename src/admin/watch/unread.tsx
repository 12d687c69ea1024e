import { Link } from '@payloadcms/ui'
import { counted } from '#domain/desk/impact.ts'
import type { UnreadInstrument } from '#domain/watch/registers.ts'

/** Instruments of which no register is read, by the reason: silence about them is no good news. */
export function Unread({ admin, instruments }: { admin: string; instruments: readonly UnreadInstrument[] }) {
  if (instruments.length === 0) return null
  const reasons = [...Map.groupBy(instruments, ({ why }) => why)]
  return (
    <details className="watch__more" id="watch-unread">
      <summary>
        No register is read for {counted(instruments.length, 'instrument', 'instruments')} on which entries
        rest
      </summary>
      {reasons.map(([why, those]) => (
        <section key={why}>
          <p>{why}</p>
          <ul className="watch__resting">
            {those.map(({ id, title }) => (
              <li key={id}>
                <Link href={`${admin}/collections/instruments/${id}`} prefetch={false}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  )
}
