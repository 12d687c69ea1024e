import { describe, expect, it } from 'vitest'
import { decodeText, headerCharset, type Markup } from '#lib/charset.ts'

/** Four bytes that are no UTF-8: one text in each encoding. */
const BYTES = '\xe8\xb1\xb9\xe9'
const LATIN_1 = 'è±¹é'
const LATIN_2 = 'čąšé'
const CYRILLIC = 'шБЙщ'

/** The text of four bytes that stand behind this, one character for each byte. */
function fourBehind(before: string, contentType = 'text/html', markup: Markup = 'html'): string {
  const bytes = Buffer.from(`${before}<p>${BYTES}`, 'latin1')
  return decodeText(bytes, { contentType, markup }).split('<p>').at(-1) ?? ''
}

const FAR = `<!--${'x'.repeat(1_100)}-->`
const META = '<meta charset=iso-8859-2>'
const OTHER = '<meta charset=iso-8859-5>'

// Each of these was shown to Chromium, which found the same, but for the two that say otherwise.
describe('the encoding that a page says it has', () => {
  it.each<[string, string, string]>([
    ['none', '', LATIN_1],
    ['a meta', META, LATIN_2],
    ['spaces and capitals', '<META CHARSET=" ISO-8859-2 ">', LATIN_2],
    ['beyond 1024 bytes', `<!doctype html><head>${FAR}${META}`, LATIN_2],
    ['beyond 70,000 bytes', `<!doctype html><head><!--${'x'.repeat(70_000)}-->${META}`, LATIN_2],
    ['split between two pieces', `<!doctype html><head><!--${'x'.repeat(4_096 * 3 - 36)}-->${META}`, LATIN_2],
    ['early in the body', `<body><p>a</p>${META}`, LATIN_2],
    // Chromium looks no further than 1024 bytes in a body; others do.
    ['late in the body', `<body>${'<p>word</p>'.repeat(300)}${META}`, LATIN_2],
    ['after the body', `<body>${FAR}</body></html>${META}`, LATIN_2],
    ['the first of two', `${META}${OTHER}`, LATIN_2],
    ['the first with a good label', `<meta charset=nonsense>${META}`, LATIN_2],
    ['in a comment', `<!-- ${OTHER} -->${META}`, LATIN_2],
    ['in a comment without end', `<!-- ${OTHER}`, LATIN_1],
    ['in a script', `<script>var a = "${OTHER}"</script>${META}`, LATIN_2],
    ['in a script without end', `<script>var a = "${OTHER}"`, LATIN_1],
    ['of a script', `<script charset="utf-8" src="a.js"></script>${META}`, LATIN_2],
    ['of a script that has another', `<script charset="iso-8859-5" src="a.js"></script>${META}`, LATIN_2],
    ['of a link', `<link rel=stylesheet charset=iso-8859-5 href=a.css>${META}`, LATIN_2],
    ['in a style', `<style>${OTHER}</style>${META}`, LATIN_2],
    ['in a title', `<title>${OTHER}</title>${META}`, LATIN_2],
    ['in a text area', `<textarea>${OTHER}</textarea>${META}`, LATIN_2],
    ['in xmp', `<xmp>${OTHER}</xmp>${META}`, LATIN_2],
    ['in a frame', `<iframe>${OTHER}</iframe>${META}`, LATIN_2],
    ['in noscript', `<head><noscript>${OTHER}</noscript>${META}`, CYRILLIC],
    ['in a template', `<head><template>${OTHER}</template>${META}`, CYRILLIC],
    ['in a value', `<div title="${OTHER}"></div>${META}`, LATIN_2],
    ['in a value of a meta', `<meta name=description content="charset=iso-8859-5">${META}`, LATIN_2],
    ['in an end tag', `</meta charset=iso-8859-5>${META}`, LATIN_2],
    ['in an instruction', `<?foo ${OTHER} ?>${META}`, LATIN_2],
    ['of another element', `<metadata charset=iso-8859-5></metadata>${META}`, LATIN_2],
    ['of another pragma', `<meta http-equiv=refresh content="9; charset=iso-8859-5">${META}`, LATIN_2],
    ['a pragma', '<meta http-equiv=Content-Type content="text/html; charset=iso-8859-2">', LATIN_2],
    ['a pragma, quoted', `<meta http-equiv=content-type content="text/html; charset='iso-8859-2'">`, LATIN_2],
    ['a pragma, half quoted', `<meta http-equiv=content-type content="a; charset='iso-8859-2">`, LATIN_1],
    ['a pragma, turned', `<meta content="a; charset = iso-8859-2;x" http-equiv='content-type'>`, LATIN_2],
    ['a pragma without its name', '<meta http-equiv=content-type content="a; iso-8859-2">', LATIN_1],
    [
      'a pragma beside an attribute',
      '<meta http-equiv=content-type content="a; charset=iso-8859-5" charset=iso-8859-2>',
      LATIN_2,
    ],
    [
      'a pragma beside a bad attribute',
      '<meta charset=nonsense http-equiv=content-type content="a; charset=iso-8859-2">',
      LATIN_1,
    ],
    ['for the user', '<meta charset=x-user-defined>', LATIN_1],
    ['what is not read', '<meta charset=hz-gb-2312>', '\uFFFD'],
    ['iso-8859-1', '<meta charset=iso-8859-1>', LATIN_1],
    ['ascii', '<meta charset=us-ascii>', LATIN_1],
    ['an XML declaration', '<?xml version="1.0" encoding="iso-8859-2"?><html>', LATIN_2],
    ['an XML declaration, quoted once', "<?xml version='1.0' encoding='iso-8859-2' ?><html>", LATIN_2],
    ['an XML declaration that stands late', '\n<?xml version="1.0" encoding="iso-8859-2"?>', LATIN_1],
    ['an XML declaration and a meta', `<?xml version="1.0" encoding="iso-8859-5"?>${META}`, LATIN_2],
  ])('%s', (_name, before, text) => expect(fourBehind(before)).toBe(text))

  it.each<[string, string, string]>([
    ['text/html; charset=iso-8859-2', OTHER, LATIN_2],
    ['text/html;charset="iso-8859-2"', OTHER, LATIN_2],
    ['text/html; CharSet=ISO-8859-2; x=y', OTHER, LATIN_2],
    ["text/html; charset='iso-8859-2'", OTHER, CYRILLIC],
    ['text/html; charset=nonsense', META, LATIN_2],
    ['text/html; charset=', META, LATIN_2],
    ['text/html; charset', META, LATIN_2],
    ['text/html; x-charset=iso-8859-5', META, LATIN_2],
    ['text/html; x="; charset=iso-8859-5"', META, LATIN_2],
    ['text/html; charset=iso-8859-5, text/html; charset=iso-8859-2', OTHER, LATIN_2],
    ['text/html; charset=iso-2022-kr', META, '\uFFFD'],
    ['', META, LATIN_2],
  ])('in the header: %s', (header, before, text) => expect(fourBehind(before, header)).toBe(text))

  it('is in XML what its declaration says, and in plain text what the header does', () => {
    const declared = '<?xml version="1.0" encoding="iso-8859-2"?>'
    expect(fourBehind(`${declared}${OTHER}`, 'application/xhtml+xml', 'xml')).toBe(LATIN_2)
    expect(fourBehind(declared, 'text/xml; charset=iso-8859-5', 'xml')).toBe(CYRILLIC)
    expect(fourBehind(`${declared}${OTHER}`, 'text/plain', 'none')).toBe(LATIN_1)
    expect(fourBehind(META, 'text/plain; charset=iso-8859-5', 'none')).toBe(CYRILLIC)
  })
})

describe('the text of a document', () => {
  const decoded = (bytes: Buffer, contentType = 'text/html', markup: Markup = 'html'): string =>
    decodeText(bytes, { contentType, markup })
  const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
  const czech = 'Příliš žluťoučký kůň'

  it.each([
    'utf-16',
    'utf-16le',
    'UTF-16BE',
    'unicode',
    'ucs-2',
    'csunicode',
    'iso-10646-ucs-2',
    'unicodefffe',
  ])('that can be read to the end of a meta is no %s', (label) => {
    for (const meta of [
      `<meta charset=${label}>`,
      `<META http-equiv=Content-Type content="text/html; charset=${label}">`,
      `<?xml version="1.0" encoding="${label}"?>`,
    ]) {
      expect(decoded(Buffer.from(`${meta}menacing`))).toBe(`${meta}menacing`)
      expect(decoded(Buffer.from(`${meta}${czech}`))).toBe(`${meta}${czech}`)
    }
  })

  it('is UTF-16 by its mark, by its header, or where its declaration is', () => {
    expect(decoded(utf16(`\uFEFF${czech}`))).toBe(czech)
    expect(decoded(utf16(`\uFEFF${czech}`).swap16())).toBe(czech)
    expect(decoded(utf16(`<p>${czech}`), 'text/html; charset=utf-16')).toBe(`<p>${czech}`)
    expect(decoded(utf16('<p>menacing'), 'text/html; charset=utf-16le')).toBe('<p>menacing')
    expect(decoded(utf16('<p>menacing').swap16(), 'text/html; charset=utf-16be')).toBe('<p>menacing')
    expect(decoded(utf16('<?xml version="1.0"?>é'))).toBe('<?xml version="1.0"?>é')
    expect(decoded(utf16('<?xml version="1.0"?>é').swap16())).toBe('<?xml version="1.0"?>é')
    expect(decoded(Buffer.from('<p>menacing'), 'text/html; charset=utf-16')).toBe('<p>menacing')
  })

  it('is what its mark says before anything else', () => {
    expect(decoded(Buffer.from(`\uFEFF${OTHER}${czech}`), 'text/html; charset=iso-8859-2')).toBe(
      `${OTHER}${czech}`,
    )
  })

  it.each([
    ['windows-1250', [0xc8, 0x8a, 0x9a], 'ČŠš'],
    ['cp1251', [0xc0, 0xff], 'Ая'],
    ['koi8-r', [0xc1], 'а'],
    ['x-sjis', [0x88, 0xa2], '阿'],
    ['gb2312', [0xb0, 0xa2], '阿'],
    ['big5', [0xaa, 0xfc], '阿'],
    ['ks_c_5601-1987', [0xbe, 0xc6], '아'],
    ['euc-jp', [0xb0, 0xa4], '阿'],
    ['iso-2022-jp', [0x1b, 0x24, 0x42, 0x30, 0x24, 0x1b, 0x28, 0x42], '阿'],
    ['macintosh', [0x8e], 'é'],
    ['latin1', [0x80, 0x93], '€“'],
    ['iso-8859-15', [0xa4], '€'],
    ['iso-8859-8-i', [0xe0], 'א'],
    ['dos-874', [0xa1], 'ก'],
  ])('is read as %s', (label, bytes, text) => {
    for (const meta of [`<meta charset="${label}">`, `${FAR}<meta charset="${label}">`])
      expect(decoded(Buffer.concat([Buffer.from(meta), Buffer.from(bytes)]))).toBe(`${meta}${text}`)
    expect(decoded(Buffer.from(bytes), `text/html; charset=${label}`)).toBe(text)
  })

  it('is UTF-8 where it is mostly that, and what else is said of it where it is not', () => {
    const mostly = Buffer.concat([Buffer.from('é'.repeat(40)), Buffer.from([0xe9])])
    expect(decoded(mostly)).toBe(`${'é'.repeat(40)}\uFFFD`)
    expect(decoded(mostly, 'text/html; charset=utf-8')).toBe(`${'é'.repeat(40)}\uFFFD`)
    expect(fourBehind(META, 'text/html; charset=utf-8')).toBe(LATIN_2)
  })

  it('may be cut within a character', () => {
    const bytes = Buffer.from('é').subarray(0, 1)
    expect(decodeText(bytes, { contentType: '', markup: 'html', cut: true })).toBe('')
    expect(decodeText(bytes, { contentType: '', markup: 'html' })).toBe('Ã')
  })

  it('takes time in proportion to its length', () => {
    const since = performance.now()
    for (const hostile of ['<div>', '<meta charset=', '<!--', '<meta ', '<?xml ', '<meta charset=x>'])
      decoded(
        Buffer.concat([Buffer.from(hostile.repeat(200_000)), Buffer.from([0xff])]),
        ';charset='.repeat(5_000),
      )
    expect(performance.now() - since).toBeLessThan(5_000)
  })
})

it('reads the charset of a header', () => {
  expect(headerCharset('text/html; charset="a\\"b"')).toBe('a"b')
  expect(headerCharset('text/html')).toBe('')
})
