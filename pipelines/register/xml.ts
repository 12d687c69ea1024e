import { Parser } from 'htmlparser2'

/** An element with the namespace of its name resolved. */
export interface XmlElement {
  /** `{namespace}local`. */
  name: string
  /** Attributes without a prefix. */
  attributes: Readonly<Record<string, string>>
  children: XmlElement[]
  /** All text inside, in order, with its white space. */
  text: string
}

/** Maximum nesting depth and number of elements. */
const DEEPEST = 60
const MOST = 100_000

/** The document cannot be parsed. */
export class BadXml extends Error {
  override name = 'BadXml'
}

interface Open extends XmlElement {
  namespaces: Readonly<Record<string, string>>
}

function nameOf(raw: string, namespaces: Readonly<Record<string, string>>): string {
  const colon = raw.indexOf(':')
  const [prefix, local] = colon < 0 ? ['', raw] : [raw.slice(0, colon), raw.slice(colon + 1)]
  return `{${namespaces[prefix] ?? ''}}${local}`
}

/**
 * Parses an XML document. Entities other than XML's five are left unexpanded and no DTD is read, so nothing is
 * fetched or expanded.
 * @throws {BadXml} where it is cut short, nested too deeply or too large.
 */
export function readXml(text: string): XmlElement {
  const stack: Open[] = []
  const state = { root: null as XmlElement | null, count: 0 }
  const parser = new Parser(
    {
      onopentag(raw, attributes) {
        state.count += 1
        if (stack.length >= DEEPEST) throw new BadXml(`It nests deeper than ${DEEPEST} elements.`)
        if (state.count > MOST) throw new BadXml(`It has more than ${MOST} elements.`)
        const around = stack.at(-1)
        const declared: Record<string, string> = {}
        const plain: Record<string, string> = {}
        for (const [name, value] of Object.entries(attributes))
          if (name === 'xmlns') declared[''] = value
          else if (name.startsWith('xmlns:')) declared[name.slice(6)] = value
          else if (!name.includes(':')) plain[name] = value
        const inherited = around?.namespaces ?? {}
        const namespaces = Object.keys(declared).length > 0 ? { ...inherited, ...declared } : inherited
        const element = {
          name: nameOf(raw, namespaces),
          attributes: plain,
          children: [],
          text: '',
          namespaces,
        }
        if (around) around.children.push(element)
        else state.root ??= element
        stack.push(element)
      },
      ontext(data) {
        const around = stack.at(-1)
        if (around) around.text += data
      },
      onclosetag() {
        const closed = stack.pop()
        const around = stack.at(-1)
        if (closed && around) around.text += closed.text
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  )
  parser.write(text)
  if (!state.root) throw new BadXml('It is no XML document.')
  if (stack.length > 0) throw new BadXml('It ends in the middle.')
  return state.root
}
