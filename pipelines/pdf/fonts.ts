import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** The faces that the print style uses. Their files come with the packages; nothing is fetched. */
const FACES = [
  ['Source Serif 4', 'source-serif-4', 400, 'normal'],
  ['Source Serif 4', 'source-serif-4', 400, 'italic'],
  ['Source Serif 4', 'source-serif-4', 700, 'normal'],
  ['Source Serif 4', 'source-serif-4', 700, 'italic'],
  ['Source Sans 3', 'source-sans-3', 400, 'normal'],
  ['Source Sans 3', 'source-sans-3', 600, 'normal'],
  ['Source Sans 3', 'source-sans-3', 700, 'normal'],
] as const

/** The bundled fonts as one style element, so that a print needs no request. */
export async function fontStyle(): Promise<string> {
  const rules = await Promise.all(
    FACES.map(async ([family, name, weight, style]) => {
      const file = require.resolve(`@fontsource/${name}/files/${name}-latin-${weight}-${style}.woff2`)
      const data = (await readFile(file)).toString('base64')
      return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};src:url(data:font/woff2;base64,${data}) format("woff2")}`
    }),
  )
  return `<style>${rules.join('')}</style>`
}
