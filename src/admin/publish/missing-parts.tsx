import { Link } from '@payloadcms/ui'
import type { BoardSite } from '#domain/desk/board.ts'
import { GUIDE_PARTS, type GuidePart } from '#domain/content/guide-parts.ts'

type Unfinished = BoardSite['guides'][number]

/** Collection in which each part is written. */
const COLLECTION = {
  profile: 'profiles',
  emergency: 'profiles',
  record: 'channels',
  offence: 'offences',
  ladder: 'ladders',
} as const satisfies Record<GuidePart, string>

/** Where a part is written: the profile where there is one, else what the place has of that kind. */
function hrefOf(part: GuidePart, { place, profile }: Unfinished, admin: string): string {
  const collection = `${admin}/collections/${COLLECTION[part]}`
  if (COLLECTION[part] === 'profiles') return profile ? `${collection}/${profile}` : `${collection}/create`
  return `${collection}?where[or][0][and][0][jurisdiction][equals]=${encodeURIComponent(place)}`
}

/** What a guide is missing, each with the way to it. */
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
