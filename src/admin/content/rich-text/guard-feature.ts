'use client'
import { createClientFeature } from '@payloadcms/richtext-lexical/client'
import { TEXT_TYPE_TO_FORMAT, type TextFormatType } from '@payloadcms/richtext-lexical/lexical'
import { Guard } from './guard.tsx'

/**
 * Every format is let into the editor: it would be taken off at loading without a word, and struck-out words would read as
 * if they held. What has no place is refused at saving, and marked.
 */
export const GuardFeatureClient = createClientFeature({
  enableFormats: Object.keys(TEXT_TYPE_TO_FORMAT) as TextFormatType[],
  plugins: [{ Component: Guard, position: 'belowContainer' }],
})
