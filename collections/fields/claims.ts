import type { TextField } from 'payload'
import type { Kind } from '#domain/keys.ts'
import { CLAIM_LISTS, ROW_CLAIMS } from '#domain/content/fields.ts'

/** Ids of the claims in a document of this kind, as found in a form or a request. */
export function claimsInData(kind: Kind, data: Record<string, unknown>): string[] {
  const rows = ROW_CLAIMS[kind]
  const ofRows = rows
    ? ((data[rows] as { key?: string }[] | null | undefined) ?? []).map(({ key }) => `${rows}.${key}`)
    : []
  return [...CLAIM_LISTS[kind].map(({ id }) => id), ...ofRows]
}

/** One or more claims of the entry, chosen by name. */
export const claims = (
  kind: Kind,
  {
    name,
    label,
    required,
    description,
  }: { name: string; label: string; required: boolean; description: string },
): TextField => ({
  type: 'text',
  name,
  label,
  hasMany: true,
  required,
  validate: (value: unknown, { data }) => {
    const chosen = (Array.isArray(value) ? value : []) as string[]
    if (required && chosen.length === 0) return 'Choose at least one claim that this supports.'
    const known = claimsInData(kind, data)
    const unknown = chosen.find((id) => !known.includes(id))
    if (unknown)
      return `“${unknown}” is not a claim of this entry. It has: ${known.join(', ') || 'none yet'}.`
    return new Set(chosen).size === chosen.length ? true : 'A claim is named twice.'
  },
  admin: {
    description,
    components: {
      Field: { path: '/src/admin/content/fields/claims.tsx#ClaimsField', clientProps: { kind } },
    },
  },
})
