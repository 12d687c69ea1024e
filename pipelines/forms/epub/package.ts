import { isolated } from '#domain/content/direction.ts'
import { escaped } from '../markup.ts'
import type { BookFile } from './chapters.ts'
import { catalogue } from '#templates/words/index.ts'

/** What a book says about itself. */
export interface BookFacts {
  /** The same for every version: the address of the guide. */
  identifier: string
  title: string
  publisher: string
  description: string
  language: string
  /** Instant of its last change, ISO 8601 in UTC without fractions. */
  modified: string
}

const xml = '<?xml version="1.0" encoding="utf-8"?>'

export const CONTAINER = `${xml}
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
`

/** What readers can rely on, in the terms of EPUB Accessibility 1.1: text in order, with headings and contents. */
const ACCESSIBILITY = [
  ['schema:accessMode', 'textual'],
  ['schema:accessModeSufficient', 'textual'],
  ['schema:accessibilityFeature', 'tableOfContents'],
  ['schema:accessibilityFeature', 'structuralNavigation'],
  ['schema:accessibilityFeature', 'readingOrder'],
  ['schema:accessibilityFeature', 'displayTransformability'],
  ['schema:accessibilityHazard', 'none'],
  ['schema:accessibilitySummary', catalogue.forms.bookAccess],
] as const

/** The package document (EPUB 3.3, § 5). */
export function packageDocument(facts: BookFacts, files: readonly BookFile[]): string {
  const { identifier, title, publisher, description, language, modified } = facts
  const meta = ACCESSIBILITY.map(([property, value]) => `<meta property="${property}">${value}</meta>`)
  const items = files.map(
    ({ name }) => `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`,
  )
  const spine = files.map(({ name }) => `<itemref idref="${name}"/>`)
  const [first = '', ...others] = spine
  return `${xml}
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${escaped(language)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">${escaped(identifier)}</dc:identifier>
<dc:title>${escaped(title)}</dc:title>
<dc:language>${escaped(language)}</dc:language>
<dc:creator>${escaped(publisher)}</dc:creator>
<dc:publisher>${escaped(publisher)}</dc:publisher>
<dc:description>${escaped(description)}</dc:description>
<dc:source>${escaped(identifier)}</dc:source>
<meta property="dcterms:modified">${modified}</meta>
${meta.join('\n')}
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
${items.join('\n')}
</manifest>
<spine>
${[first, '<itemref idref="nav"/>', ...others].join('\n')}
</spine>
</package>
`
}

/** A content document. @param body markup, escaped. */
export const contentDocument = (
  { title, language }: { title: string; language: string },
  body: string,
): string => `${xml}
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${escaped(language)}" xml:lang="${escaped(language)}">
<head>
<meta charset="utf-8"/>
<title>${escaped(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`

/** Body of the navigation document: all chapters and the entries in them. */
export function navigation(heading: string, files: readonly BookFile[]): string {
  const link = (href: string, title: string): string =>
    `<a href="${escaped(href)}">${escaped(isolated(title))}</a>`
  const items = files.map(({ name, title, parts }) => {
    const inner = parts.map((part) => `<li>${link(part.href, part.title)}</li>`).join('\n')
    return `<li>${link(`${name}.xhtml`, title)}${inner && `\n<ol>\n${inner}\n</ol>`}</li>`
  })
  return `<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">
<h1 id="contents">${escaped(heading)}</h1>
<ol>
${items.join('\n')}
</ol>
</nav>
<nav epub:type="landmarks" hidden="hidden" aria-label="${escaped(heading)}">
<ol><li><a epub:type="bodymatter" href="${files[0]?.name ?? ''}.xhtml">${escaped(isolated(files[0]?.title ?? ''))}</a></li><li><a epub:type="toc" href="nav.xhtml">${escaped(heading)}</a></li></ol>
</nav>`
}
