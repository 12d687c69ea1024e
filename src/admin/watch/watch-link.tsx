import { Link } from '@payloadcms/ui'
import type { ServerProps } from 'payload'
import { watchHref } from './addresses.ts'

/** Link to the watch, below the collections. */
export function WatchLink({ payload }: ServerProps) {
  return (
    <Link className="nav__link" href={watchHref(payload.config.routes.admin)} prefetch={false}>
      The watch
    </Link>
  )
}
