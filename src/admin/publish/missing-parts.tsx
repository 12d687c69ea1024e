import { Link } from '@payloadcms/ui'
import type { BoardSite } from '#domain/desk/board.ts'
import { GUIDE_PARTS, type GuidePart } from '#domain/content/guide-parts.ts'

type Unfinished = BoardSite['guides'][number]

/** The collection in which each part is edited. */
const COLLECTION = {
  profile: 'profiles',
  emergency: 'profiles',
  record: 'channels',
  offence: 'offences',
  ladder: 'ladders',
} as const satisfies Record<GuidePart, string>

/** Where a part is edited: the profile if there is one, a new entry, or what there was of an open guide. */
function hrefOf(part: GuidePart, { place, profile, open }: Unfinished, admin: string): string {
  const collection = `${admin}/collections/${COLLECTION[part]}`
  if (COLLECTION[part] === 'profiles' && profile) return `${collection}/${profile}`
  if (!open) return `${collection}/create?${new URLSearchParams({ jurisdiction: place })}`
  return `${collection}?where[or][0][and][0][jurisdiction][equals]=${encodeURIComponent(place)}`
}

/** The missing parts of a guide, each with a link. */
export function MissingParts({ admin, guide }: { admin: string; guide: Unfinished }) {
  return guide.missing.map((part, index) => (
    <span key={part}>
      {index > 0 && (index === guide.missing.length - 1 ? ' and ' : ', ')}
      <Link href={hrefOf(part, guide, admin)} prefetch={false}>
        {GUIDE_PARTS[part]}
      </Link>
    </span>
  ))
}
