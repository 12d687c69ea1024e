import { DefaultTemplate } from '@payloadcms/next/templates'
import { Gutter } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { printDate } from '#domain/dates.ts'
import { todayOf } from '#desk/desk.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'

/** A custom admin page: with the menu, search and bell, a heading and the date. */
export function AdminPage({
  view: { initPageResult, params, searchParams },
  title,
  className,
  children,
}: {
  view: AdminViewServerProps
  title: string
  className: string
  children: ReactNode
}) {
  const { req, permissions, visibleEntities } = initPageResult
  return (
    <DefaultTemplate
      i18n={req.i18n}
      locale={initPageResult.locale}
      params={params}
      payload={req.payload}
      permissions={permissions}
      searchParams={searchParams}
      user={req.user ?? undefined}
      // Payload's own pages have them in this order.
      viewActions={req.payload.config.admin.components.actions.toReversed()}
      visibleEntities={visibleEntities}
    >
      <Gutter className={className}>
        <div className="board__top">
          <h1>{title}</h1>
          <p>{printDate(todayOf({ clock: systemClock, timeZone: env().siteTimeZone }))}</p>
        </div>
        {children}
      </Gutter>
    </DefaultTemplate>
  )
}
