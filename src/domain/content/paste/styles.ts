import { find, hasClass, isElement, type PastedElement, type PastedNode } from './tree.ts'

/** Declarations by property, in lower case. */
export type Style = ReadonlyMap<string, string>

/** Properties that say something of the words; all others are looks. */
const MEANT =
  /^(?:text-decoration(?:-line)?|text-line-through|text-transform|font-weight|font-style|font-variant-position|vertical-align|white-space|display|float|visibility|list-style|list-style-type|mso-.*)$/

function declarations(text: string): [string, string][] {
  return text.split(';').flatMap((each): [string, string][] => {
    const [property = '', ...value] = each.toLowerCase().split(':')
    return value.length > 0 ? [[property.trim(), value.join(':').replace('!important', '').trim()]] : []
  })
}

/** Classes of words that statute sites only let a screen reader say. */
const FOR_VOICES = /^(?:wb-inv|wb-invisible|sr-only|visually-hidden|visuallyhidden|accessibleText)$/

const styleElements = (nodes: readonly PastedNode[]): string[] =>
  nodes.flatMap((node) =>
    !isElement(node)
      ? []
      : node.name === 'style'
        ? [node.children.filter((child) => typeof child === 'string').join('')]
        : styleElements(node.children),
  )

/** Rules for elements and classes, by `name`, `.class` or `name.class`: what Word and statute sites write. */
function rulesOf(nodes: readonly PastedNode[]): ReadonlyMap<string, [string, string][]> {
  const rules = new Map<string, [string, string][]>()
  const css = styleElements(nodes)
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, ' ')
    .replace(/@(?:import|charset|namespace)[^;{]*;|@[a-z-]+[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/gi, ' ')
  for (const [, selectors = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const meant = declarations(body).filter(([property]) => MEANT.test(property))
    if (meant.length === 0) continue
    for (const selector of selectors.toLowerCase().split(',')) {
      const name = selector.trim()
      if (/^[a-z0-9]*(?:\.[\w-]+)?$/.test(name) && name !== '')
        rules.set(name, [...(rules.get(name) ?? []), ...meant])
    }
  }
  return rules
}

/** The styles of pasted elements: by attribute, and by the rules that came along. */
export class Styles {
  readonly #rules: ReadonlyMap<string, [string, string][]>
  readonly #known = new WeakMap<PastedElement, Style>()

  constructor(nodes: readonly PastedNode[]) {
    this.#rules = rulesOf(nodes)
  }

  of(element: PastedElement): Style {
    const known = this.#known.get(element)
    if (known) return known
    const { name, attributes } = element
    const classes =
      this.#rules.size === 0 ? [] : (attributes.class ?? '').toLowerCase().split(/\s+/).filter(Boolean)
    const selectors = [
      name,
      ...classes.map((each) => `.${each}`),
      ...classes.map((each) => `${name}.${each}`),
    ]
    const style = new Map([
      ...selectors.flatMap((selector) => this.#rules.get(selector) ?? []),
      ...declarations(attributes.style ?? ''),
    ])
    this.#known.set(element, style)
    return style
  }

  isHidden(element: PastedElement): boolean {
    const style = this.of(element)
    return (
      'hidden' in element.attributes ||
      hasClass(element, FOR_VOICES) ||
      style.get('display') === 'none' ||
      style.get('visibility') === 'hidden' ||
      style.get('mso-hide') === 'all'
    )
  }

  /** Struck out by element or style: readers of the original see that it does not hold. */
  isStruck(element: PastedElement): boolean {
    if (['s', 'strike', 'del'].includes(element.name)) return true
    const style = this.of(element)
    return (
      this.#lines(style).includes('line-through') ||
      ['single', 'double'].includes(style.get('text-line-through') ?? '')
    )
  }

  /** Whether words stand higher or lower than the line, by element or style: 10² is not 102. */
  position(element: PastedElement): 'super' | 'sub' | null {
    const style = this.of(element)
    // Word raises and lowers words by points.
    const raised = parseFloat(style.get('mso-text-raise') ?? '0')
    const said = [style.get('vertical-align'), style.get('font-variant-position')]
    if (said.includes('super') || raised > 0) return 'super'
    if (said.includes('sub') || raised < 0) return 'sub'
    return element.name === 'sup' ? 'super' : element.name === 'sub' ? 'sub' : null
  }

  /** How a list or an item of it counts, as CSS names it; empty where it does not say. */
  countsBy(element: PastedElement): string {
    const style = this.of(element)
    const words = `${style.get('list-style-type') ?? style.get('list-style') ?? ''}`.split(/\s+/)
    const named = words.find((word) => !/^(?:|none|inside|outside|url\(.*)$/.test(word))
    return named ?? (words.includes('none') ? 'none' : '')
  }

  /** Whether a style alone sets an element apart from the words around it: on its own line, or with a gap. */
  apart(element: PastedElement): 'line' | 'gap' | null {
    const style = this.of(element)
    const display = style.get('display') ?? ''
    if (/^(?:block|flow-root|flex|grid|table|table-row|table-caption|list-item)$/.test(display)) return 'line'
    return display === 'table-cell' || /^(?:left|right)$/.test(style.get('float') ?? '') ? 'gap' : null
  }

  /** In what letters a style shows words, as CSS names it; null where it does not say. */
  letters(element: PastedElement): string | null {
    const said = this.of(element).get('text-transform')
    return said === undefined || said === 'inherit' || said === 'unset' ? null : said
  }

  isUnderlined(element: PastedElement): boolean {
    return element.name === 'u' || this.#lines(this.of(element)).includes('underline')
  }

  #lines(style: Style): string {
    return `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`
  }
}

export const hasLink = ({ children }: PastedElement): boolean =>
  find(children, ({ name }) => name === 'a') !== null
