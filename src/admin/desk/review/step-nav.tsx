'use client'
import { SetDocumentStepNav, useConfig, useDocumentInfo } from '@payloadcms/ui'

/** Breadcrumbs of an entry's screen. */
export function EntryStepNav({ view }: { view: string }) {
  const { id, collectionSlug, globalSlug } = useDocumentInfo()
  const { getEntityConfig } = useConfig()
  const config = collectionSlug ? getEntityConfig({ collectionSlug }) : null
  if (globalSlug)
    return (
      <SetDocumentStepNav
        globalLabel={getEntityConfig({ globalSlug })?.label}
        globalSlug={globalSlug}
        view={view}
      />
    )
  return (
    <SetDocumentStepNav
      collectionSlug={collectionSlug}
      id={id}
      pluralLabel={config?.labels.plural}
      useAsTitle={config?.admin.useAsTitle}
      view={view}
    />
  )
}
