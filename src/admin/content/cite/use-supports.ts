'use client'
import { useForm } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { isStatedProvision, provisionClaim } from '#domain/content/stated-provision.ts'
import type { Kind } from '#domain/keys.ts'
import { textOf } from '#domain/values.ts'
import type { Cursor } from './use-claim-at-cursor.ts'

/**
 * The claim that names the entry's provisions, where no source supports it yet and an address names one of them; null
 * otherwise.
 */
function useStatedProvision(kind: Kind, pinpoint: string | null): string | null {
  const { getFields } = useForm()
  const claim = provisionClaim(kind)
  if (claim === null || pinpoint === null) return null
  const fields = getFields()
  const isCited = (fields.citations?.rows ?? []).some((_row, index) => {
    const supported = fields[`citations.${index}.supports`]?.value
    return Array.isArray(supported) && supported.includes(claim)
  })
  return !isCited && isStatedProvision(pinpoint, textOf(fields[claim]?.value)) ? claim : null
}

interface Typed {
  kind: Kind
  cursor: Cursor | null
  text: string
  /** The provision that the typed address names. */
  pinpoint: string | null
}

/**
 * The claims that the next citation supports: the one at the cursor, and that which names its provision; until others
 * are chosen.
 */
export function useSupports({ kind, cursor, text, pinpoint }: Typed) {
  const [chosen, setChosen] = useState<{ claims: string[]; of: string | null }>({ claims: [], of: null })
  const stated = useStatedProvision(kind, pinpoint)
  useEffect(() => {
    if (cursor) setChosen({ claims: [cursor.claim], of: null })
  }, [cursor])
  const { claims, of } = chosen
  return {
    supports: stated === null || of === text || claims.includes(stated) ? claims : [...claims, stated],
    /** Whoever changes the list has decided, for what is typed. */
    support: (next: string[]): void => setChosen({ claims: next, of: text }),
  }
}
