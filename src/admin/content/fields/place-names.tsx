'use client'
import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { slugify } from '#domain/keys.ts'
import { textOf } from '#domain/values.ts'
import { useSuggestion } from '#admin/use-suggestion.ts'

/** In the form of a new place: fills in what follows from its name, to be changed where it does not fit. */
export function PlaceNames() {
  const { id } = useDocumentInfo()
  const name = useFormFields(([fields]) => textOf(fields.name?.value).trim())
  const isNew = id === undefined && name !== ''
  useSuggestion('inSentence', isNew ? name : null)
  useSuggestion('slug', isNew ? slugify(name) : null)
  return null
}
