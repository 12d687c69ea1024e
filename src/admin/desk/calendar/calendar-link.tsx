import { Link } from '@payloadcms/ui'
import type { ServerProps } from 'payload'

/** Link to the calendar, below the collections. */
export function CalendarLink({ payload }: ServerProps) {
  return (
    <Link className="nav__link" href={`${payload.config.routes.admin}/calendar`} prefetch={false}>
      Calendar
    </Link>
  )
}
