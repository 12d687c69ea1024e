import type { getDocumentProxy, getResolvedPDFJS } from 'unpdf'

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>
type PdfJs = Awaited<ReturnType<typeof getResolvedPDFJS>>

/** A character as set, in page units. */
export interface Glyph {
  text: string
  /** Its start, and its end without letter spacing. */
  from: readonly [x: number, y: number]
  to: readonly [x: number, y: number]
  /** Font size. */
  size: number
  /** Letter spacing after it, in multiples of the font size. */
  tracking: number
}

type Matrix = readonly number[]
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

const times = ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: Matrix, by: Matrix): Matrix => {
  const [g = 0, h = 0, i = 0, j = 0, k = 0, l = 0] = by
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

interface TextState {
  matrix: Matrix
  size: number
  /** Unit of glyph widths. */
  unit: number
  vertical: boolean
  letterSpace: number
  wordSpace: number
  stretch: number
  leading: number
  rise: number
}

/** A glyph as pdf.js returns it; a number moves the next one back. */
type Shown = number | { unicode?: string; width?: number; isSpace?: boolean }

interface Font {
  fontMatrix?: number[]
  vertical?: boolean
}

/** Interprets the text operators (ISO 32000, 9.4). */
class Setter {
  readonly glyphs: Glyph[] = []
  readonly #stack: TextState[] = []
  readonly #fontOf: (name: string) => Font
  #state: TextState = {
    matrix: IDENTITY,
    size: 0,
    unit: 0.001,
    vertical: false,
    letterSpace: 0,
    wordSpace: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
  }
  #text = IDENTITY
  #line = IDENTITY

  constructor(fontOf: (name: string) => Font) {
    this.#fontOf = fontOf
  }

  set(change: Partial<TextState>): void {
    this.#state = { ...this.#state, ...change }
  }

  save(): void {
    this.#stack.push(this.#state)
  }

  restore(): void {
    this.#state = this.#stack.pop() ?? this.#state
  }

  transform(matrix: Matrix | null | undefined): void {
    if (matrix?.length === 6) this.set({ matrix: times(this.#state.matrix, matrix) })
  }

  font(name: string, size: number): void {
    const { fontMatrix, vertical = false } = this.#fontOf(name)
    this.set({ size, unit: fontMatrix?.[0] ?? 0.001, vertical })
  }

  place(matrix: Matrix): void {
    this.#text = this.#line = matrix
  }

  move(x: number, y: number): void {
    this.place(times(this.#line, [1, 0, 0, 1, x, y]))
  }

  nextLine(): void {
    this.move(0, -this.#state.leading)
  }

  show(shown: readonly Shown[]): void {
    const { matrix, size, unit, vertical, letterSpace, wordSpace, stretch, rise } = this.#state
    let along = 0
    for (const [index, glyph] of shown.entries()) {
      if (typeof glyph === 'number') {
        along -= (glyph * size * stretch) / 1000
        continue
      }
      const { unicode = '', width = 0, isSpace = false } = glyph
      const whole = times(matrix, this.#text)
      const at = (x: number): [number, number] => {
        const [, , , , e = 0, f = 0] = times(whole, [1, 0, 0, 1, x, rise])
        return [e, f]
      }
      const end = along + width * size * unit * stretch
      const [, , c = 0, d = 0] = whole
      if (!vertical)
        this.glyphs.push({
          text: unicode,
          from: at(along),
          to: at(end),
          size: Math.abs(size) * Math.hypot(c, d),
          tracking: index < shown.length - 1 && size !== 0 ? (letterSpace * stretch) / Math.abs(size) : 0,
        })
      along = end + (letterSpace + (isSpace ? wordSpace : 0)) * stretch
    }
    this.#text = times(this.#text, [1, 0, 0, 1, along, 0])
  }
}

/** Every character on a page, in the order it was set. Vertical writing is left out. */
export async function glyphsOf(page: Page, { OPS, AnnotationMode }: PdfJs): Promise<Glyph[]> {
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE })
  const setter = new Setter((name) => {
    const font: unknown = page.commonObjs.has(name) ? page.commonObjs.get(name) : null
    return font ?? {}
  })
  const steps: Readonly<Record<number, (args: readonly never[]) => void>> = {
    [OPS.save]: () => setter.save(),
    [OPS.restore]: () => setter.restore(),
    [OPS.transform]: (args) => setter.transform(args),
    [OPS.paintFormXObjectBegin]: ([matrix]) => {
      setter.save()
      setter.transform(matrix)
    },
    [OPS.paintFormXObjectEnd]: () => setter.restore(),
    [OPS.beginText]: () => setter.place(IDENTITY),
    [OPS.setCharSpacing]: ([letterSpace = 0]) => setter.set({ letterSpace }),
    [OPS.setWordSpacing]: ([wordSpace = 0]) => setter.set({ wordSpace }),
    [OPS.setHScale]: ([percent = 100]) => setter.set({ stretch: percent / 100 }),
    [OPS.setLeading]: ([leading = 0]) => setter.set({ leading }),
    [OPS.setTextRise]: ([rise = 0]) => setter.set({ rise }),
    [OPS.setFont]: ([name = '', size = 0]) => setter.font(name, size),
    [OPS.moveText]: ([x = 0, y = 0]) => setter.move(x, y),
    [OPS.setLeadingMoveText]: ([x = 0, y = 0]) => {
      setter.set({ leading: -y })
      setter.move(x, y)
    },
    [OPS.setTextMatrix]: (args) => setter.place([...((args.length === 1 ? args[0] : args) ?? IDENTITY)]),
    [OPS.nextLine]: () => setter.nextLine(),
    [OPS.showText]: ([shown = []]) => setter.show(shown),
    [OPS.showSpacedText]: ([shown = []]) => setter.show(shown),
  }
  fnArray.forEach((step, index) => steps[step]?.((argsArray[index] ?? []) as never[]))
  // pdf.js leaves out text outside the page, too.
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  return setter.glyphs.filter(
    ({ from: [x, y], to }) => Math.max(x, to[0]) >= left && x <= right && y >= bottom && y <= top,
  )
}
