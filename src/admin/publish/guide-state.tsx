import type { UIFieldServerProps } from 'payload'
import { entryKey, type Slug } from '#domain/keys.ts'
import { guideChecklist } from '#desk/desk/queries/guide-checklist.ts'
import { env } from '#lib/env.ts'
import { readJurisdiction } from '#store/desk/jurisdictions.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { GuidePanel } from './guide-panel.tsx'

/** On a jurisdiction's screen: whether readers have its guide, and if not, what is missing and where. */
export async function GuideState({ id, payload }: UIFieldServerProps) {
  if (id === undefined) return null
  const store = { payload }
  const checklist = await guideChecklist(store, String(id))
  const place = checklist && (await readJurisdiction(store, String(id)))
  if (!checklist || !place) return null
  return (
    <GuidePanel
      saved={checklist}
      place={{ id: place.id, name: place.name, profile: await profileOf(store, place.slug) }}
      timeZone={env().siteTimeZone}
    />
  )
}

async function profileOf(store: Pick<UIFieldServerProps, 'payload'>, slug: Slug): Promise<string | null> {
  const key = entryKey(slug, 'profile')
  return (await findWorkingCopies(store, [key])).get(key)?.id ?? null
}
