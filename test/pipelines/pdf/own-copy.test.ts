import { describe, expect, it } from 'vitest'
import { documentsOf, type PrintDocument } from '#pipelines/pdf/documents.ts'
import { qrView } from '#templates/views/qr.ts'
import { hrefsOf, parseHtml } from '../../fixtures/html.ts'
import { change, snapshotOf, world, type World } from '../../fixtures/snapshot.ts'
import { readQr, type Picture } from '../../support/publish/qr.ts'

const SITE = 'https://recourse.example.org'
const ADDRESS = `${SITE}/version/testland/#v-0`

/** A code drawn from its path, a few points for each module. */
function drawn({ viewBox, path }: Pick<ReturnType<typeof qrView>, 'viewBox' | 'path'>, scale = 4): Picture {
  const [left = 0, , units = 0] = viewBox.split(' ').map(Number)
  const width = units * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let row = 0; row < scale; row += 1) {
      const from = ((Number(y) - left) * scale + row) * width + (Number(x) - left) * scale
      for (let point = from; point < from + Number(run) * scale; point += 1)
        data.fill(0, point * 4, point * 4 + 3)
    }
  return { data, width, height: width }
}

describe('a QR code', () => {
  it.each([
    ADDRESS,
    `${SITE}/version/northern-ireland/#v-123456`,
    `https://${'long.'.repeat(20)}example.org/version/a/#v-1`,
    'https://xn--bcher-kva.example/version/é/#v-1',
  ])('says what it was made of: %s', (text) => {
    expect(readQr(drawn(qrView(text)))).toBe(text)
  })

  it('is at least 25 mm wide without the four empty modules on each side', () => {
    for (const text of [ADDRESS, ADDRESS.repeat(6)]) {
      const { viewBox, width } = qrView(text)
      const [left, top, units = 0, height] = viewBox.split(' ').map(Number)
      expect([left, top, height]).toEqual([-4, -4, units])
      const code = (width * (units - 8)) / units
      expect(code).toBeGreaterThanOrEqual(25)
      expect(code).toBeLessThan(25.1)
    }
  })

  it('can be read where some of it is lost', () => {
    const picture = drawn(qrView(ADDRESS))
    const { width } = picture
    // A stain of 7 modules square where no pattern is that readers look for.
    const at = Math.floor(width / 2) - 14
    for (let y = at; y < at + 28; y += 1)
      picture.data.fill(0, (y * width + at) * 4, (y * width + at + 28) * 4)
    for (let point = 3; point < picture.data.length; point += 4) picture.data[point] = 255
    expect(readQr(picture)).toBe(ADDRESS)
  })

  it('is the same for the same text', () => {
    expect(qrView(ADDRESS)).toEqual(qrView(ADDRESS))
  })
})

const testland = (documents: readonly PrintDocument[]): string =>
  documents.find(({ path }) => path.endsWith('testland.a4.pdf'))?.html ?? ''

const prints = (from: World): PrintDocument[] =>
  documentsOf(snapshotOf(from), { publicUrl: SITE, prints: ['guide'] })

/** What the code of a print says. */
function scanned(html: string): string | null {
  const { tags } = parseHtml(html)
  const viewBox = tags.find(({ attributes }) => attributes.class === 'qr')?.attributes.viewbox
  const path = tags.find(({ name }) => name === 'path')?.attributes.d
  return viewBox === undefined || path === undefined ? null : readQr(drawn({ viewBox, path }))
}

describe('a print', () => {
  it('has a code that leads to its line on the page of its guide, with words for it and the address beside it', () => {
    const html = testland(prints(world({ changes: [change(1), change(2)] })))
    expect(scanned(html)).toBe(`${SITE}/version/testland/#v-2`)
    expect(hrefsOf(html)).toContain(`${SITE}/version/testland/#v-2`)
    const first = html.slice(0, html.indexOf('<section class="inside">'))
    expect(first).toContain('role="img" aria-label="QR code that opens the address below it"')
    expect(parseHtml(first).text.replace(/\s+/g, ' ')).toContain('recourse.example.org/version/testland/#v-2')
  })

  it('is marked anew by changes of its own guide, and by no others', () => {
    const before = prints(world({ changes: [change(1)] }))
    const after = prints(
      world({
        changes: [change(1), change(2, { entry: 'highmoor/offence/stalking', jurisdiction: 'highmoor' })],
      }),
    )
    const same = after.map(({ path, html }, index) => [path.split('/')[2], html === before[index]?.html])
    expect(new Set(same.map(String))).toEqual(new Set(['highmoor,false', 'testland,true']))
  })

  it.each(['http://localhost:3000', 'http://127.0.0.1:3000', undefined])(
    'has none where nobody has said what the address of the site is: %s',
    (publicUrl) => {
      const html = testland(documentsOf(snapshotOf(world()), { publicUrl }))
      expect(scanned(html)).toBeNull()
      expect(html).not.toContain('/version/')
    },
  )
})
