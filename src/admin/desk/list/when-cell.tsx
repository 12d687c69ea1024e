'use client'
import { DefaultCell } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { useSyncExternalStore } from 'react'
import { printDay, printInstant } from '#admin/words.ts'
import { textOf } from '#domain/values.ts'

const never = (): (() => void) => () => undefined

/** A day as the forms print it; an instant in the zone of whoever looks, which the server does not know. */
export function WhenCell(props: DefaultCellComponentProps) {
  const kept = textOf(props.cellData)
  const here = useSyncExternalStore(
    never,
    () => printInstant(kept) || kept,
    () => '',
  )
  return <DefaultCell {...props} cellData={printDay(kept) || here} />
}
