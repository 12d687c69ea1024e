import { createServerFeature } from '@payloadcms/richtext-lexical'

/** Keeps what is pasted to what a guide has a place for, tells what did not come along, and marks what is refused. */
export const GuardFeature = createServerFeature({
  feature: { ClientFeature: '/src/admin/content/rich-text/guard-feature.ts#GuardFeatureClient' },
  key: 'guard',
})
