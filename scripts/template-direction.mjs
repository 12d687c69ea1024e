// Gives every value that a template inserts its own direction: Hebrew or Arabic words would else draw the numbers and
// stops beside them to their other side. A block that holds nothing but the value gets a `dir`; elsewhere marks stand
// around the value. Nothing is added to a page whose words all run from left to right.

/** Elements whose only content can have a direction of its own. */
const BLOCK = /^(p|li|dt|dd|th|td|h[1-6]|summary|blockquote|caption|legend)$/

/** Elements whose text is no text of people. */
const RAW = /^(style|script)$/

/** A value, or the partials that show one text in pieces. */
const VALUE = /^\{\{(?:(?!else\b)([\w@.][\w@./]*)|> \w+\/(?:pieces|parts) ([\w.]+))\}\}$/

/** Templates that insert pieces of one text, which must not be kept apart. */
const IN_PIECES = /\/(pieces|parts|lines)$/

/** Where in the markup a template stands, after each part of it. */
class Place {
  /** Name of the tag that is open, or of the element without markup. */
  tag = null
  quote = null
  raw = null

  get isText() {
    return this.tag === null && this.raw === null
  }

  pass(content) {
    for (let at = 0; at < content.length; at += 1) at = this.#next(content, at)
  }

  #next(content, at) {
    const character = content[at]
    if (this.quote) {
      if (character === this.quote) this.quote = null
    } else if (this.tag !== null) {
      if (character === '"' || character === "'") this.quote = character
      else if (character === '>') {
        if (RAW.test(this.tag)) this.raw = this.tag
        else if (this.tag === `/${this.raw}`) this.raw = null
        this.tag = null
      }
    } else {
      const [found, name] = /^<(\/?[a-z][a-z0-9]*)/.exec(content.slice(at, at + 20)) ?? []
      if (found && (this.raw === null || name === `/${this.raw}`)) {
        this.tag = name
        return at + found.length - 1
      }
    }
    return at
  }
}

/** The block that a value is the only content of: its tag, as it stands before the value. */
function blockAround(before, after) {
  const [tag, name = ''] = /<([a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>$/.exec(before) ?? []
  return tag && BLOCK.test(name) && after.startsWith(`</${name}>`) ? tag : null
}

/**
 * The template with directions.
 * @param name name of the template: `partials/prose`.
 */
export function withDirections(name, source) {
  if (IN_PIECES.test(name)) return source
  const place = new Place()
  let made = ''
  let from = 0
  for (const { index, 0: call } of source.matchAll(/\{\{[^}]*\}\}/g)) {
    const content = source.slice(from, index)
    place.pass(content)
    made += content
    from = index + call.length
    const [, value, pieces] = VALUE.exec(call) ?? []
    const path = value ?? pieces
    if (path === undefined || !place.isText) {
      made += call
      continue
    }
    const block = blockAround(made, source.slice(from))
    if (!block) made += `{{isolateStart ${path}}}${call}{{isolateEnd ${path}}}`
    else if (/\sdir[={]/.test(block)) made += call
    else made = `${made.slice(0, -1)}{{direction ${path}}}>${call}`
  }
  return made + source.slice(from)
}
