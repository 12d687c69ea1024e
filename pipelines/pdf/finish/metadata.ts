import { PDFDict, PDFHexString, PDFName, PDFString, type PDFDocument } from '@cantoo/pdf-lib'
import type { LegalDate } from '#domain/dates.ts'

const CREATOR = 'Recourse'

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (one) => (one === '&' ? '&amp;' : one === '<' ? '&lt;' : '&gt;'))

interface About {
  title: string
  isDiscreet: boolean
  date: LegalDate
  conforms: boolean
}

const xmp = (
  { title, isDiscreet, date, conforms }: About,
  pages: number,
): string => `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmpTPg="http://ns.adobe.com/xap/1.0/t/pg/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
${isDiscreet ? '' : `<xmp:CreatorTool>${CREATOR}</xmp:CreatorTool>\n`}<xmp:CreateDate>${date}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>${date}T00:00:00Z</xmp:ModifyDate>
<xmpTPg:NPages>${pages}</xmpTPg:NPages>
${conforms ? '<pdfuaid:part>1</pdfuaid:part>\n' : ''}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`

/**
 * Title, days and pages of a print, for its readers and their programs; no clock has a say in them.
 * @param conforms whether it says that it conforms to PDF/UA-1.
 */
export function writeMetadata(document: PDFDocument, about: About): void {
  const { title, isDiscreet, date } = about
  const { context, catalog } = document
  const stamp = PDFString.of(`D:${date.replaceAll('-', '')}000000+00'00'`)
  const info = context.lookup(context.trailerInfo.Info, PDFDict)
  info.set(PDFName.of('Title'), PDFHexString.fromText(title))
  if (isDiscreet) info.delete(PDFName.of('Creator'))
  else info.set(PDFName.of('Creator'), PDFString.of(CREATOR))
  info.set(PDFName.of('CreationDate'), stamp)
  info.set(PDFName.of('ModDate'), stamp)
  const stream = context.stream(new TextEncoder().encode(xmp(about, document.getPageCount())), {
    Type: 'Metadata',
    Subtype: 'XML',
  })
  catalog.set(PDFName.of('Metadata'), context.register(stream))
}
