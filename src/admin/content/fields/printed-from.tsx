'use client'
import { useFormFields } from '@payloadcms/ui'
import type { UIFieldClientProps } from 'payload'
import { textOf } from '#domain/values.ts'
import { useSuggestion } from '#admin/use-suggestion.ts'

/** In the row of a contact: how a number or an address is printed, unless somebody says it otherwise. */
export function PrintedFrom({ path }: UIFieldClientProps) {
  const row = path.split('.').slice(0, -1).join('.')
  const value = useFormFields(([fields]) => textOf(fields[`${row}.value`]?.value).trim())
  useSuggestion(`${row}.printed`, value.replace(/^https?:\/\/(www\.)?|\/$/g, '') || null)
  return null
}
