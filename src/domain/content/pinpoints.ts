import { comesBefore } from './provision-labels.ts'
import { tokensOf, type Token } from './pinpoint-tokens.ts'

/** One level of a provision: a label, or all labels from one to another: `127A`, `33`–`35`. */
export interface Step {
  from: string
  to: string
}

/** A part of an instrument: its unit (`s`, `art`, `sch` …), then the labels down to the smallest part that is named. */
export interface Provision {
  unit: string
  steps: readonly Step[]
}

/** What a pinpoint says. */
export interface Pinpoint {
  provisions: readonly Provision[]
  /** Something in it was not understood: it may name more than the provisions. */
  unread: boolean
}

type Kind = Extract<Token, { is: 'label' }>['kind']
interface Open {
  unit: string
  steps: Step[]
  /** The kind of each label: those of one kind stand beside each other. */
  kinds: Kind[]
}

const step = (label: string): Step => ({ from: label, to: label })

/** Reads a pinpoint from left to right. */
class Reader {
  readonly found: Open[] = []
  unread = false
  #unit: { name: string; plural: boolean } | null = null
  /** Level at which the next label stands, after a word such as `para.` or `Abs.`. */
  #below: Kind | null = null
  #ranging = false
  #listing = false
  /** The number that follows says only where in a schedule to look. */
  #skip = false
  #started = false

  read(tokens: readonly Token[]): Pinpoint {
    for (const token of tokens) {
      this.#one(token)
      this.#started = true
    }
    if (this.#ranging || (this.#unit && this.found.length === 0)) this.unread = true
    return { provisions: this.found.map(({ unit, steps }) => ({ unit, steps })), unread: this.unread }
  }

  #one(token: Token): void {
    switch (token.is) {
      case 'unit':
        return this.#openUnit(token)
      case 'below':
        this.#below = token.kind
        if (this.found.length === 0) this.#unit = { name: 'para', plural: false }
        return undefined
      case 'range':
        this.#ranging = true
        return undefined
      case 'list':
        this.#listing = true
        return undefined
      case 'label':
        return this.#label(token)
      case 'unknown':
        this.unread = true
        this.#unit = null
        this.#below = null
        return this.#settle()
    }
  }

  #settle(): void {
    this.#ranging = false
    this.#listing = false
    this.#skip = false
  }

  #openUnit({ name, plural }: Extract<Token, { is: 'unit' }>): void {
    const last = this.found.at(-1)
    if (last?.unit === 'sch' && !this.#listing && (name === 'pt' || name === 'ch')) {
      this.#skip = true
      return
    }
    // `s. 3 – s. 5` is a range as well.
    const ranging = this.#ranging && last?.unit === name && name !== 'sch'
    this.#unit = { name, plural }
    this.#below = null
    this.#settle()
    this.#ranging = ranging
    // A schedule may be the only one, without a number.
    if (name === 'sch') this.found.push({ unit: 'sch', steps: [], kinds: [] })
  }

  #label(token: Extract<Token, { is: 'label' }>): void {
    if (this.#skip) return this.#settle()
    const last = this.found.at(-1)
    const below = this.#below ?? this.#besideBelow(token, last)
    if (below !== null && last) {
      const again = this.#below === null && this.#unit?.plural === true && !this.#ranging
      this.#child(last, { ...token, kind: below })
      // `§§ 238 Abs. 1, 240`: another paragraph, or another section. Then it counts as both.
      if (again) this.#number(token)
    } else if (token.kind === 'number') this.#number(token)
    else if (last) this.#child(last, token)
    else this.unread = true
    this.#below = null
    this.#settle()
  }

  /** The level of a number that follows another: `Abs. 1 und 2`. Null where it begins a provision of its own. */
  #besideBelow({ kind }: Extract<Token, { is: 'label' }>, last: Open | undefined): Kind | null {
    if (kind !== 'number' || !(this.#listing || this.#ranging)) return null
    return last?.kinds.findLast((each) => each.startsWith('below')) ?? null
  }

  /** A label of the first level, or the end of a range of them. */
  #number({ text, range }: Extract<Token, { is: 'label' }>): void {
    const last = this.found.at(-1)
    if (this.#ranging && last && last.steps[0]) {
      last.steps = [{ from: last.steps[0].from, to: text }]
      last.kinds = ['number']
      return
    }
    if (this.#unit === null && this.#started) {
      this.unread = true
      return
    }
    const unit = this.#unit ?? { name: 'any', plural: true }
    this.#unit = unit
    if (last?.unit === 'sch' && last.steps.length === 0) this.found.pop()
    // `4-6` is a range after `ss.`; after `art.` it may be the label of one article: then it counts as both.
    const steps = range ? [range, ...(unit.plural ? [] : [step(text)])] : [step(text)]
    for (const each of steps) this.found.push({ unit: unit.name, steps: [each], kinds: ['number'] })
  }

  /** A label of a deeper level: below the last one, beside it after a comma, or the end of a range. */
  #child(last: Open, { text, kind, maybeBeside }: Extract<Token, { is: 'label' }>): void {
    const at = last.kinds.lastIndexOf(kind)
    const beside = at > 0 ? at : -1
    if (this.#ranging && beside >= 0) {
      last.steps = [...last.steps.slice(0, beside), { from: last.steps[beside]?.from ?? text, to: text }]
      last.kinds = last.kinds.slice(0, beside + 1)
      return
    }
    const next = beside >= 0 && (this.#listing || kind.startsWith('below'))
    if (next || (beside >= 0 && maybeBeside))
      this.found.push({
        unit: last.unit,
        steps: [...last.steps.slice(0, beside), step(text)],
        kinds: [...last.kinds.slice(0, beside), kind],
      })
    if (next) return
    // `(h)(i)` may be two paragraphs or one within the other: then it counts as both.
    const child = { unit: last.unit, steps: [...last.steps, step(text)], kinds: [...last.kinds, kind] }
    if (beside >= 0 && maybeBeside) this.found.push(child)
    else this.found.splice(this.found.indexOf(last), 1, child)
  }
}

const LONGEST = 2000

/**
 * The provisions that a text names: `ss. 4–6, Sch. 2 para. 3`, `§ 201a Abs. 1 Nr. 1 StGB`, `art. 226-1`,
 * `제44조의7 제1항`. What is not understood is never left out silently.
 * @param titles of the instrument, which may stand before or after its provisions.
 */
export function pinpointOf(text: string, titles: readonly string[] = []): Pinpoint {
  if (text.length > LONGEST) return { provisions: [], unread: true }
  return new Reader().read(tokensOf(text, titles))
}

/** How near a cited provision is to a change, the nearest first. */
export const REACHES = ['met', 'wider', 'unnamed', 'untold', 'apart'] as const
/**
 * `met`: it is the provision that changes, or within it. `wider`: it contains what changes. `unnamed`: the citation
 * names no provision. `untold`: one of the two cannot be read, or compared. `apart`: another provision.
 */
export type Reach = (typeof REACHES)[number]

export const nearest = (reaches: readonly Reach[]): Reach =>
  REACHES.find((reach) => reaches.includes(reach)) ?? 'apart'

const SECTIONS = ['s', 'art', 'reg', 'rule', 'any', 'para']

const overlap = (a: Step, b: Step): boolean => !comesBefore(a.to, b.from) && !comesBefore(b.to, a.from)

function withinUnit(changed: Provision, cited: Provision): Reach {
  const apart = changed.steps.some((each, level) => {
    const other = cited.steps[level]
    return other !== undefined && !overlap(each, other)
  })
  if (apart) return 'apart'
  return cited.steps.length >= changed.steps.length ? 'met' : 'wider'
}

/** How one cited provision stands to one that changes. */
export function reachOfProvision(changed: Provision, cited: Provision): Reach {
  const sections = SECTIONS.includes(changed.unit) && SECTIONS.includes(cited.unit)
  if (changed.unit === cited.unit || (sections && changed.unit === 'any')) return withinUnit(changed, cited)
  if (sections && cited.unit === 'any') return withinUnit(changed, cited) === 'apart' ? 'untold' : 'met'
  // A rule may be cited as a section: the same number under another name cannot be told apart.
  if (sections) return withinUnit(changed, cited) === 'apart' ? 'apart' : 'untold'
  const units = [changed.unit, cited.unit]
  if (units.includes('sch') && units.some((unit) => SECTIONS.includes(unit) && unit !== 'para'))
    return 'apart'
  // Parts and chapters contain sections, but which is known to the instrument alone.
  return 'untold'
}

const WHOLE =
  /^(?:the )?(?:(?:whole|all)(?: of)?(?: (?:the|it))?|entire)? ?(?:act|order|code|regulations?|instrument|measure|law|treaty|order in council)?\.?$/i

/** True if a law change names no provision, or the whole instrument. */
export const isWhole = (changed: string | null): boolean => changed === null || WHOLE.test(changed.trim())

/**
 * How near a citation is to a law change.
 * @param changed the provisions of the law change; the whole instrument if it names none.
 * @param cited the citation's provision or pinpoint.
 */
export function reachOf(changed: string | null, cited: string | null, titles: readonly string[] = []): Reach {
  if (changed === null || isWhole(changed)) return 'met'
  if (cited === null || isWhole(cited)) return 'unnamed'
  const [change, citation] = [pinpointOf(changed, titles), pinpointOf(cited, titles)]
  if (citation.provisions.length === 0 || change.provisions.length === 0) return 'untold'
  const reach = nearest(
    change.provisions.flatMap((one) => citation.provisions.map((other) => reachOfProvision(one, other))),
  )
  return reach === 'apart' && (change.unread || citation.unread) ? 'untold' : reach
}
