import { isolated } from '#domain/content/direction.ts'
import { fill } from '#templates/engine.ts'
import type { Form } from '../form.ts'
import { markupText } from '../markup.ts'
import { bookFiles } from './chapters.ts'
import { CONTAINER, contentDocument, navigation, packageDocument } from './package.ts'
import { container } from './zip.ts'
import { catalogue } from '#templates/words/index.ts'

/** An EPUB 3 book: a chapter per file, no scripts, nothing from elsewhere. */
export const epubForm: Form = {
  form: 'epub',
  make({ guide: { version }, site }, whole) {
    const { open, view, guideUrl } = whole()
    const files = bookFiles(open)
    const language = open.attributes['lang'] ?? ''
    const { title } = view.words
    const description = [
      ...(site.sample ? [site.sampleNotice] : []),
      catalogue.forms.bookVersion({ hash: version.hash, day: view.version.day, guide: guideUrl }),
    ].join(' ')
    return container([
      ['META-INF/container.xml', CONTAINER],
      [
        'book/package.opf',
        packageDocument(
          {
            identifier: guideUrl,
            title,
            publisher: site.brand,
            description,
            language,
            modified: `${version.day}T00:00:00Z`,
          },
          files,
        ),
      ],
      [
        'book/nav.xhtml',
        contentDocument(
          { title: `${catalogue.guide.inThisGuide} · ${isolated(title)}`, language },
          navigation(catalogue.guide.inThisGuide, files),
        ),
      ],
      ['book/style.css', fill('styles/epub', {})],
      ...files.map((file): [string, string] => [
        `book/${file.name}.xhtml`,
        contentDocument(
          { title: file.title === title ? title : `${isolated(file.title)} · ${isolated(title)}`, language },
          file.body.map((each) => markupText(each, 'xml')).join(''),
        ),
      ]),
    ])
  },
}
