/** Pixels per side. */
const SIDE = 16

const HEADERS = 22
const INFO = 40
/** One bit per pixel, in rows of four bytes: the mask that the format requires besides the alpha channel. */
const MASK = SIDE * 4

/** Blue, green, red, alpha. Mid-grey: visible on a light and on a dark tab. */
const GREY = [0x80, 0x76, 0x6b, 0xff]
const CLEAR = [0, 0, 0, 0]

/** A sheet with three lines, as any page of text might have: whoever sees the tab learns nothing from it. */
const SHEET = [
  '................',
  '..############..',
  '..############..',
  '..############..',
  '..##........##..',
  '..############..',
  '..############..',
  '..##........##..',
  '..############..',
  '..############..',
  '..##.....#####..',
  '..############..',
  '..############..',
  '..############..',
  '..############..',
  '................',
]

/** The icon of the tab, as an ICO file: the one format that every browser reads. */
export function icon(): Uint8Array {
  const pixels = SHEET.toReversed().flatMap((row) => [...row].flatMap((dot) => (dot === '#' ? GREY : CLEAR)))
  const file = new DataView(new ArrayBuffer(HEADERS + INFO + pixels.length + MASK))
  const size = INFO + pixels.length + MASK
  const little = true
  file.setUint16(2, 1, little) // an icon
  file.setUint16(4, 1, little) // one picture
  file.setUint8(6, SIDE)
  file.setUint8(7, SIDE)
  file.setUint16(10, 1, little) // planes
  file.setUint16(12, 32, little) // bits per pixel
  file.setUint32(14, size, little)
  file.setUint32(18, HEADERS, little) // where the picture begins
  file.setUint32(HEADERS, INFO, little)
  file.setInt32(HEADERS + 4, SIDE, little)
  file.setInt32(HEADERS + 8, SIDE * 2, little) // picture and mask
  file.setUint16(HEADERS + 12, 1, little)
  file.setUint16(HEADERS + 14, 32, little)
  pixels.forEach((value, at) => file.setUint8(HEADERS + INFO + at, value))
  return new Uint8Array(file.buffer)
}
