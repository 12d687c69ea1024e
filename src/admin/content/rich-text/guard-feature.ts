'use client'
import { createClientFeature } from '@payloadcms/richtext-lexical/client'
import { TEXT_TYPE_TO_FORMAT, type TextFormatType } from '@payloadcms/richtext-lexical/lexical'
import { Guard } from './guard.tsx'

/**
 * The editor accepts every format: otherwise Lexical would strip it silently on load, and struck-out text would
 * read as valid. Unsupported formats are refused and marked on save.
 */
export const GuardFeatureClient = createClientFeature({
  enableFormats: Object.keys(TEXT_TYPE_TO_FORMAT) as TextFormatType[],
  plugins: [{ Component: Guard, position: 'belowContainer' }],
})
