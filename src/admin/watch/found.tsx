import { FLAG_KINDS } from '#domain/desk/flags.ts'
import { counted } from '#domain/desk/impact.ts'
import { WHAT_TO_DO } from '#domain/watch/watch-rules.ts'
import type { WatchFound } from '#domain/watch/watch-found.ts'
import { Line, Section } from '../desk/dashboard/rows.tsx'
import { inexactHref, watchHref } from './addresses.ts'

/** The watch's findings by kind. Due verifications have their own list. */
export function FoundByWatch({
  admin,
  found: { counts, proposals, inexact },
}: {
  admin: string
  found: WatchFound
}) {
  const shown = counts.filter(([kind, n]) => kind !== 'due' && n > 0)
  const total = shown.reduce((sum, [, n]) => sum + n, 0)
  if (total + proposals + inexact === 0) return null
  return (
    <Section
      id="watch"
      title="What the watch found"
      count={total + proposals > 0 ? { n: total + proposals, href: watchHref(admin) } : undefined}
    >
      <ul className="board__rows">
        {proposals > 0 && (
          <Line
            href={`${watchHref(admin)}#proposals`}
            label={`Law changes proposed: ${proposals.toLocaleString('en')}`}
            words="An official register records changes of instruments that entries rest on. Accept or dismiss each."
            verb="Decide"
          />
        )}
        {shown.map(([kind, n]) => (
          <Line
            key={kind}
            href={watchHref(admin, kind)}
            label={`${FLAG_KINDS[kind]}: ${n.toLocaleString('en')}`}
            words={WHAT_TO_DO[kind]}
            verb="See"
          />
        ))}
        {inexact > 0 && (
          <Line
            href={inexactHref(admin)}
            label={`${counted(inexact, 'source names', 'sources name')} only a site`}
            words="Their words cannot be checked. Find the page that says it, and enter its address."
            verb="Make exact"
            quiet
          />
        )}
      </ul>
    </Section>
  )
}
