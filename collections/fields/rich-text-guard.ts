import { createServerFeature } from '@payloadcms/richtext-lexical'

/** Reduces pasted content to what a guide supports, reports what was left out, and marks what is rejected. */
export const GuardFeature = createServerFeature({
  feature: { ClientFeature: '/src/admin/content/rich-text/guard-feature.ts#GuardFeatureClient' },
  key: 'guard',
})
