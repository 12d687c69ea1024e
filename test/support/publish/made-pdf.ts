/**
 * A one-page PDF with these operators, with Helvetica as `/F1` and Times as `/F2`, one character per byte.
 * @param encoding of both fonts: glyph names by code, in addition to WinAnsi's.
 */
export function madePdf(content: string, encoding: Readonly<Record<number, string>> = {}): Uint8Array {
  const differences = Object.entries(encoding)
    .map(([code, name]) => `${code} /${name}`)
    .join(' ')
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [${differences}] >> >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    font('Helvetica'),
    font('Times-Roman'),
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.4\n${body}trailer << /Root 1 0 R >>\n%%EOF`, 'latin1')
}
