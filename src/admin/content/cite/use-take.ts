'use client'
import { useForm } from '@payloadcms/ui'
import type { Cited } from '#domain/content/cited.ts'
import { filledIn } from '#domain/content/cited-as.ts'
import type { Kind } from '#domain/keys.ts'
import { useAddCitation } from './add-citation.ts'
import type { Given } from './use-source.ts'

/** A citation that was added. */
export interface Done {
  row: number
  title: string
  made: boolean
  supports: string[]
  /** Label of the field that the page filled in. */
  filled: string | null
  ends: Cited['ends']
}

/** What an address says of the page besides which it is. */
export type Page = Pick<Cited, 'pinpoint' | 'quote' | 'ends'>

/**
 * Takes a source into the form: as a citation for the claims that are asked for, and into the field that it fills in, if
 * that is among them.
 */
export function useTake(
  kind: Kind,
  timeZone: string,
): (asked: readonly string[], source: Given, page: Page) => Done {
  const { dispatchFields } = useForm()
  const add = useAddCitation(timeZone)
  return (asked, { id, url, title, made }, { pinpoint, quote, ends }) => {
    const field = filledIn(kind)
    const fills = field !== null && asked.includes(field.field) ? field : null
    const supports = asked.filter((each) => each !== fills?.field)
    const row = add({ source: id, supports, pinpoint, quote })
    if (fills) dispatchFields({ type: 'UPDATE', path: fills.field, value: fills.field === 'url' ? url : id })
    return { row, title, made, supports, filled: fills?.label ?? null, ends }
  }
}
