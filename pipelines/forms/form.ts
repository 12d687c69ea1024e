import type { Guide } from '#domain/publish/guides.ts'
import type { Site } from '#domain/content/site.ts'
import type { GuideForm } from '#domain/publish/paths.ts'
import type { GuideView } from '#templates/views/guide.ts'
import type { MarkupElement } from './markup.ts'

/** All that a form of a guide is made of. */
export interface Subject {
  guide: Guide
  site: Site
  /** Address of the site, without a trailing slash: a file that was carried away leads back to it. */
  publicUrl: string
  /** Where a copy made now asks whether it is current, as an address within the site. */
  ownCopy: string
}

/** A guide as one document, with everything that its page only links to. */
export interface Whole {
  view: GuideView
  guideUrl: string
  /** The document as a browser shows it. */
  page: MarkupElement
  /** The same for readers that open and close nothing. */
  open: MarkupElement
}

/** One form of a guide. */
export interface Form {
  form: GuideForm
  /** @param whole the guide as one document; composed once for all forms that ask for it. */
  make(subject: Subject, whole: () => Whole): Uint8Array
}
