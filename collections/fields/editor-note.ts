import type { TextareaField } from 'payload'
import { paragraphs } from './plain-text.ts'

/**
 * A note of editors to one another, on sources and open questions. It stays in the working copy: an edition
 * does not hold it, so no release can.
 */
export const editorNote = (admin: { position?: 'sidebar' } = {}): TextareaField =>
  paragraphs({
    name: 'editorNote',
    label: 'Editors’ note',
    description:
      'For editors and reviewers only: which page is not yet known, what to check. Never published.',
    admin,
  })
