import { encode } from 'uqr'

/** Empty modules around a code, which readers need to find it (ISO/IEC 18004). */
const QUIET = 4

/** Millimetres of a side, without the empty modules: phones read it at arm's length, and from a bad copy. */
const SIDE = 25

/** A QR code, to be drawn as vectors. */
export interface QrView {
  /** Millimetres of a side with the empty modules, to 0.1 mm. */
  width: number
  /** The SVG's view box: one unit for each module. */
  viewBox: string
  /** The SVG path of all dark modules. */
  path: string
}

/** A text as QR code that can be read with 15% of it lost (level M). The same text gives the same code. */
export function qrView(text: string): QrView {
  const { size, data } = encode(text, { ecc: 'M', border: 0 })
  const whole = size + 2 * QUIET
  return {
    width: Math.ceil(((SIDE * whole) / size) * 10) / 10,
    viewBox: `${-QUIET} ${-QUIET} ${whole} ${whole}`,
    path: data
      .flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`))
      .join(''),
  }
}

/** The dark runs of a row: where each begins, and its length. One shape for each leaves no seams between modules. */
function runsOf(row: readonly boolean[]): [x: number, length: number][] {
  const runs: [number, number][] = []
  for (const [x, dark] of row.entries()) {
    if (!dark) continue
    const last = runs.at(-1)
    if (last && last[0] + last[1] === x) last[1] += 1
    else runs.push([x, 1])
  }
  return runs
}
