import { createRequire } from 'node:module'
import type jsQR from 'jsqr'

/** The package is CommonJS with its types written for ES modules. */
const read = (createRequire(import.meta.url)('jsqr') as { default: typeof jsQR }).default

/** A picture: four bytes for each of its points. */
export interface Picture {
  data: Uint8ClampedArray
  width: number
  height: number
}

/** What a QR code in a picture says; null where it has none that can be read. */
export const readQr = ({ data, width, height }: Picture): string | null =>
  read(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null
