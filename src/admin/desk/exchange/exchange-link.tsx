import { Link } from '@payloadcms/ui'
import type { ServerProps } from 'payload'
import { exchangeHref } from './addresses.ts'

/** Link to content in and out, below the collections. */
export function ExchangeLink({ payload }: ServerProps) {
  return (
    <Link className="nav__link" href={exchangeHref(payload.config.routes.admin)} prefetch={false}>
      Import and export
    </Link>
  )
}
