import { Link } from '@payloadcms/ui'
import type { UIFieldServerProps } from 'payload'
import { screenOf } from '#domain/content/collections.ts'
import { DESK_STATES } from '#domain/desk/heads.ts'
import type { ChecklistEntry, GuideChecklist } from '#domain/desk/guide-checklist.ts'
import { entryKey, type Slug } from '#domain/keys.ts'
import { guideChecklist } from '#desk/desk/queries/guide-checklist.ts'
import { readJurisdiction } from '#store/desk/jurisdictions.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { counted } from '../words.ts'
import { MissingParts } from './missing-parts.tsx'

/** Problems of one entry that are told at once. */
const FEW = 4

/** On a jurisdiction's screen: whether readers have its guide, and if not, what is missing and where. */
export async function GuideState({ id, payload }: UIFieldServerProps) {
  if (id === undefined) return null
  const store = { payload }
  const checklist = await guideChecklist(store, String(id))
  const place = checklist && (await readJurisdiction(store, String(id)))
  if (!checklist || !place) return null
  const { admin } = payload.config.routes
  return (
    <div className="desk-notices" id="guide-state" data-open={checklist.open}>
      <p
        className={`desk-notice${checklist.open && checklist.missing.length === 0 ? '' : ' desk-notice--warning'}`}
      >
        <strong>{headlineOf(checklist)}</strong> {whyOf(checklist)}{' '}
        {checklist.missing.length > 0 ? (
          <>
            Not live{checklist.open ? ' any more' : ' yet'}:{' '}
            <MissingParts
              admin={admin}
              guide={{
                name: place.name,
                open: checklist.open,
                missing: checklist.missing,
                place: place.id,
                profile: await profileOf(store, place.slug),
              }}
            />
            .
          </>
        ) : null}
      </p>
      {checklist.entries.length > 0 ? <Checklist admin={admin} {...checklist} /> : null}
    </div>
  )
}

async function profileOf(store: Pick<UIFieldServerProps, 'payload'>, slug: Slug): Promise<string | null> {
  const key = entryKey(slug, 'profile')
  return (await findWorkingCopies(store, [key])).get(key)?.id ?? null
}

const headlineOf = ({ open, missing }: GuideChecklist): string =>
  !open
    ? 'Readers do not have its guide.'
    : missing.length > 0
      ? 'Its guide is not whole any more.'
      : 'Readers have its guide.'

/** Why readers have the guide or not, and what would change that. */
function whyOf({ open, said, missing }: GuideChecklist): string {
  if (open)
    return missing.length > 0
      ? 'Readers still have it, with its emergency number.'
      : 'Everything that it needs is live.'
  if (said === null)
    return 'The place itself is not live: save it as being built, submit it, and let another reviewer approve.'
  if (said === 'full') return 'It opens once it has all that it needs.'
  return missing.length > 0
    ? 'It is being built.'
    : 'Everything that it needs is live. To open it, choose “A guide of its own” under “Published as”, save and submit; another reviewer approves.'
}

interface ChecklistProps extends GuideChecklist {
  admin: string
}

/** The entries that are not live, each with what keeps it and links to the fields. */
const Checklist = ({ admin, live, entries }: ChecklistProps) => (
  <div className="guide-checklist">
    <p className="guide-checklist__title">{`${counted(live, 'entry is', 'entries are')} live, ${entries.length} not yet`}</p>
    <ul>
      {entries.map((entry) => (
        <li key={`${entry.collection}/${entry.id}`} data-entry={`${entry.collection}/${entry.id}`}>
          <Entry admin={admin} entry={entry} />
        </li>
      ))}
    </ul>
  </div>
)

function Entry({
  admin,
  entry: { collection, id, label, state, problems },
}: {
  admin: string
  entry: ChecklistEntry
}) {
  const screen = `${admin}${screenOf(collection, id)}`
  return (
    <>
      <Link href={screen} prefetch={false}>
        {label}
      </Link>
      {`, ${DESK_STATES[state].toLowerCase()}`}
      {problems.length === 0 ? (state === 'never-live' ? ': ready to be submitted.' : '.') : null}
      {problems.length > 0 ? (
        <ul>
          {problems.slice(0, FEW).map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              {field === null ? (
                message
              ) : (
                <Link href={`${screen}#at=${encodeURIComponent(field)}`} prefetch={false}>
                  {message}
                </Link>
              )}
            </li>
          ))}
          {problems.length > FEW ? <li>{`${problems.length - FEW} more are said in the entry.`}</li> : null}
        </ul>
      ) : null}
    </>
  )
}
