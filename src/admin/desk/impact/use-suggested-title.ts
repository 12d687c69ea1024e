'use client'
import { useFormFields } from '@payloadcms/ui'
import { LAW_CHANGES, suggestedTitle } from '#domain/desk/law-changes.ts'
import { LIMITS } from '#domain/text-rules.ts'
import { useSuggestion } from '#admin/use-suggestion.ts'

type LawChangeKind = keyof typeof LAW_CHANGES

const isKind = (value: unknown): value is LawChangeKind => typeof value === 'string' && value in LAW_CHANGES

/**
 * Fills in what a new law change is called, from its instrument, kind and provisions, until somebody types it.
 * @param instrument title of the chosen instrument; null where nothing is to be filled in.
 */
export function useSuggestedTitle(instrument: string | null, provisions: string): void {
  const what = useFormFields(([fields]) => fields.what?.value)
  useSuggestion(
    'title',
    instrument && isKind(what) ? suggestedTitle({ what, instrument, provisions }, LIMITS.line) : null,
  )
}
