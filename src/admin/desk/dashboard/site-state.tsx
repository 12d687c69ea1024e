import { Link } from '@payloadcms/ui'
import { screenOf } from '#domain/content/collections.ts'
import { ago, type BoardSite } from '#domain/desk/board.ts'
import { addDays, printDate, type LegalDate } from '#domain/dates.ts'
import { counted } from '#domain/desk/impact.ts'
import { CURE, READERS } from '#domain/desk/publish-problems.ts'
import { RollBack } from '../../publish/roll-back.tsx'

interface Props {
  admin: string
  site: BoardSite
  now: Date
  today: LegalDate
  timeZone: string
  administers: boolean
}

/** What readers have, what is being published, and when the site is next rebuilt. */
export function SiteState({ admin, site, now, today, timeZone, administers }: Props) {
  const { release, underWay, next, held } = site
  return (
    <section className="board__section" aria-labelledby="board-site">
      <h2 id="board-site">The site</h2>
      <dl className="board__facts">
        {underWay && (
          <>
            <dt>Being published</dt>
            <dd>
              {underWay.step ?? 'Waiting for the worker'}
              {underWay.total > 1 ? `, ${underWay.done} of ${underWay.total}` : ''}
            </dd>
          </>
        )}
        {next > 0 && (
          <>
            <dt>On its way</dt>
            <dd>{counted(next, 'entry goes', 'entries go')} live or are withdrawn within seconds</dd>
          </>
        )}
        <dt>Last release</dt>
        <dd>
          {release ? (
            <>
              <Link href={`${admin}/collections/releases`} prefetch={false}>
                Number {release.seq}
              </Link>
              , {ago(release.at, now)}, {counted(release.files, 'file')}.{' '}
              <a href="/" target="_blank" rel="noreferrer">
                See the site
              </a>
            </>
          ) : (
            'None yet. The first one is made once a guide can be published.'
          )}
        </dd>
        <dt>The next</dt>
        <dd>
          {held
            ? 'When publishing is resumed; before that, only what cannot wait'
            : `As soon as something goes live or is verified; else just after midnight (${timeZone}), on ${printDate(addDays(today, 1))}`}
        </dd>
      </dl>
      {administers && release && !held && <RollBack held={false} />}
    </section>
  )
}

/** Why readers do not see the latest content yet. */
export function PublishingFailed({ failed, now }: { failed: NonNullable<BoardSite['failed']>; now: Date }) {
  return (
    <section className="board__alarm" role="alert" aria-labelledby="board-failed">
      <h2 id="board-failed">The site could not be published</h2>
      <p>{failed.problem}</p>
      <p>
        Readers still have the last release, whole. Tried {counted(failed.tries, 'time')}
        {failed.notBefore ? `; it is tried again ${ago(failed.notBefore, now)}` : ''}.
      </p>
    </section>
  )
}

/** Files not updated for readers, although everything else was published. */
export function NotPublished({
  admin,
  problems,
  now,
}: {
  admin: string
  problems: BoardSite['problems']
  now: Date
}) {
  if (problems.length === 0) return null
  return (
    <section className="board__alarm" role="alert" aria-labelledby="board-not-published">
      <h2 id="board-not-published">
        {counted(problems.length, 'thing', 'things')} could not be published as live
      </h2>
      <p>Everything else was. {CURE}</p>
      <ul className="board__plain">
        {problems.map(({ about, label, problem, readers, since, at }) => (
          <li key={about}>
            {at ? (
              <Link href={`${admin}${screenOf(at.collection, at.id)}`} prefetch={false}>
                {label}
              </Link>
            ) : (
              label
            )}
            : {problem} {READERS[readers]} Found {ago(since, now)}.
          </li>
        ))}
      </ul>
    </section>
  )
}
