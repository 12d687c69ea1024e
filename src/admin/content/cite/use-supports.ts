'use client'
import { useForm, useFormFields } from '@payloadcms/ui'
import type { FormState } from 'payload'
import { useEffect, useState } from 'react'
import { filledIn, withoutSource } from '#domain/content/cited-as.ts'
import { CLAIM_LISTS } from '#domain/content/fields.ts'
import { isStatedProvision, provisionClaim } from '#domain/content/stated-provision.ts'
import type { Kind } from '#domain/keys.ts'
import { textOf } from '#domain/values.ts'
import type { Cursor } from './use-claim-at-cursor.ts'

const isCitedIn =
  (fields: FormState) =>
  (claim: string): boolean =>
    (fields.citations?.rows ?? []).some((_row, index) => {
      const supported = fields[`citations.${index}.supports`]?.value
      return Array.isArray(supported) && supported.includes(claim)
    })

/** Fields that belong to a claim of another name. */
const FIELDS_OF: Readonly<Record<string, readonly string[]>> = { contacts: ['contacts', 'bodyContacts'] }

/** Whether something stands in the fields of a claim. A step is a claim by being there. */
const isFilledIn =
  (fields: FormState) =>
  (claim: string): boolean =>
    claim.includes('.') ||
    (FIELDS_OF[claim] ?? [claim]).some((name) =>
      Object.entries(fields).some(
        ([path, { value, rows }]) =>
          (path === name || path.startsWith(`${name}.`)) &&
          ((typeof value === 'string' && value.trim() !== '') || (rows ?? []).length > 0),
      ),
    )

/**
 * What a page that is the provision which the entry states is cited for as well: that provision, where no source supports
 * it yet, and the official source, where there is none.
 */
function statedBy(kind: Kind, fields: FormState, pinpoint: string | null): string[] {
  const claim = provisionClaim(kind)
  if (claim === null || !isStatedProvision(pinpoint, textOf(fields[claim]?.value))) return []
  const official = filledIn(kind)?.field
  return [
    ...(isCitedIn(fields)(claim) ? [] : [claim]),
    ...(official && !fields[official]?.value ? [official] : []),
  ]
}

interface Typed {
  kind: Kind
  cursor: Cursor | null
  text: string
  /** The provision that the typed address names. */
  pinpoint: string | null
}

/**
 * The claims that the next citation supports: the one at the cursor, and what the page states; until others are chosen.
 * A field that the page fills in stands among them.
 */
export function useSupports({ kind, cursor, text, pinpoint }: Typed) {
  const { getFields } = useForm()
  const [chosen, setChosen] = useState<{ claims: string[]; of: string | null }>({ claims: [], of: null })
  useEffect(() => {
    if (cursor) setChosen({ claims: [cursor.claim], of: null })
  }, [cursor])
  // Drawn again when a claim gets its first words, or loses its last.
  useFormFields(([all]) => [...CLAIM_LISTS[kind].map(({ id }) => id), 'url'].filter(isFilledIn(all)).join())
  const fields = getFields()
  const isFilled = isFilledIn(fields)
  const without = withoutSource(kind, { isFilled, isCited: isCitedIn(fields) })
  const stated = statedBy(kind, fields, pinpoint)
  const { claims, of } = chosen
  // Before anybody typed in a claim, the only one that needs a source is meant.
  const meant = cursor === null && of === null && without.length === 1 ? without : claims
  const fill = filledIn(kind)
  return {
    supports: of === text ? claims : [...meant, ...stated.filter((each) => !meant.includes(each))],
    /** All that need a source and have none, with what the page states. */
    all: [...without, ...stated.filter((each) => !without.includes(each))],
    without,
    /** The field that the page could fill in, while that is empty. */
    fill: fill && !fields[fill.field]?.value ? fill : null,
    /** Whether a source can stand behind it as the entry is: a claim with words, a field that is still empty. */
    isMeant: (each: string): boolean => (each === fill?.field ? !fields[each]?.value : isFilled(each)),
    /** Whoever changes the list has decided, for what is typed. */
    support: (next: string[]): void => setChosen({ claims: next, of: text }),
  }
}
