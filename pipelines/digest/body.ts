import type { Letter } from '#domain/mail/digests.ts'
import { withoutControls } from '#domain/text-rules.ts'
import type { NetChange } from '#domain/publish/net-change.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { fill } from '#templates/engine.ts'
import { netChangeView, type NetChangeView } from '#templates/views/digest.ts'
import { openingWords, weight } from '#templates/views/shortened.ts'
import { copyLinkOf, pagesOf, type DigestIndex, type PageLink } from './digest-index.ts'
import { BoundedCache } from '#domain/bounded-cache.ts'
import { sorted } from './sorted.ts'
import { netChangeLines, wrapped } from './text.ts'
import { catalogue } from '#templates/words/index.ts'

/** The body of a letter, between its opening and its foot, in both forms. */
export interface Body {
  /** Number of entries in the letter. */
  count: number
  /** True for a letter to readers who were sent an error. */
  corrects: boolean
  html: string
  text: string
}

/** Size limits of the entries shown in full, and of all: some mail clients cut off mails over 100 KB. */
const ROOM_WHOLE = 60_000
const ROOM = 85_000

/** Maximum characters of a one-line note. */
const NOTE = 200

/** Minimum number of bodies and entries cached. */
const BODIES = 15
const BLOCKS = 400

/** One entry in both forms, in full and as one line. */
interface Block {
  whole: Form
  short: Form
}

interface Form {
  html: string
  text: string
  /** Its cost against the size limit. */
  weight: number
}

/** Composes bodies: each entry once for all letters, each letter once for all its recipients. */
export class Bodies {
  readonly #ground: DigestIndex
  readonly #publicUrl: string
  readonly #blocks = new BoundedCache<Block>(BLOCKS)
  readonly #forms = new BoundedCache<Form>(BLOCKS)
  readonly #bodies = new BoundedCache<Body>(BODIES)

  constructor(index: DigestIndex, publicUrl: string) {
    this.#ground = index
    this.#publicUrl = publicUrl
  }

  /** @param home key of the guide in which the recipients read entries that every guide prints. */
  of(letter: Letter, home: string | null): Body {
    const key = [letter.kind, home, ...letter.seqs].join(' ')
    return this.#bodies.of(key, () => this.#compose(letter, home))
  }

  #compose({ kind, seqs }: Letter, home: string | null): Body {
    const { places, wording } = sorted(this.#ground.netChangesOf(seqs), this.#ground.context.placeOf)
    const sent = kind === 'at-once'
    const paper = new Paper()
    const guides = new Set<string>()
    const link = (guide: Guide | null): void => {
      if (!guide || guides.has(guide.place.key)) return
      guides.add(guide.place.key)
      paper.add(
        this.#forms.of(paths.guide(guide.place.slug), () =>
          pagesForm(pagesOf(guide, this.#publicUrl), copyLinkOf(guide, this.#publicUrl)),
        ),
      )
    }
    for (const { place, name, netChanges } of places) {
      paper.head(this.#forms.of(name, () => placeForm(name)))
      for (const netChange of netChanges) paper.tell(this.#blockOf(netChange, home, sent))
      link(this.#ground.guideOver(place))
    }
    // Entries that every guide prints are read in the recipient's own guide.
    if (places.some(({ place }) => this.#ground.guideOver(place) === null)) link(this.#ground.guideOf(home))
    if (wording.length > 0) {
      paper.head(WORDING_HEAD)
      for (const netChange of wording) paper.note(this.#blockOf(netChange, home, sent).short)
    }
    const all = places.flatMap(({ netChanges }) => netChanges)
    return {
      count: all.length + wording.length,
      corrects: sent && all.length > 0 && all.every((netChange) => netChange.kind === 'correction'),
      ...paper.end(this.#publicUrl + paths.changes),
    }
  }

  #blockOf(netChange: NetChange, home: string | null, sent: boolean): Block {
    const links = this.#ground.linksFor(home)
    const { href, guide } = links.get(netChange.entry) ?? {}
    return this.#blocks.of([sent, href, guide, ...netChange.seqs].join(' '), () => {
      const { changes, live, context } = this.#ground
      const view = netChangeView(
        netChange,
        {
          ...context,
          links,
          publicUrl: this.#publicUrl,
          liveOf: (entry) => live.get(entry),
          changeOf: (seq) => changes.get(seq),
        },
        sent,
      )
      return { whole: wholeForm(view), short: shortForm(view, netChange) }
    })
  }
}

/** Separates two entries of one place. */
const RULE = `${fill('mail/rule', {}).trim()}\n`

/** Adds entries while there is room: in full, then as one line, then only counted. */
class Paper {
  // Appended to rather than joined at the end: long strings then share the pieces common to many letters.
  #html = ''
  #text = ''
  #spent = 0
  #left = 0
  #first = true

  head(each: Form): void {
    this.#first = true
    this.add(each)
    this.#first = true
  }

  tell({ whole, short }: Block): void {
    const fits = this.#spent + whole.weight <= ROOM_WHOLE
    if (fits) this.add(whole)
    else this.note(short)
  }

  note(each: Form): void {
    if (this.#spent + each.weight <= ROOM) this.add(each)
    else this.#left += 1
  }

  add({ html, text, weight: spent }: Form): void {
    this.#spent += spent
    this.#html += this.#first ? html : RULE + html
    this.#text += text
    this.#first = false
  }

  /** @param changes address of the list of all changes. */
  end(changes: string): Pick<Form, 'html' | 'text'> {
    if (this.#left > 0) this.add(restForm(this.#left, changes))
    return { html: this.#html, text: this.#text }
  }
}

function form(template: string, view: object, text: readonly string[]): Form {
  const html = withoutControls(fill(template, view)).replace(/\n+/g, '\n').trim()
  return { html: `${html}\n`, text: `${text.join('\n')}\n`, weight: weight(html) }
}

const placeForm = (name: string): Form =>
  form('mail/place', { name }, ['', '', ...wrapped(name.toUpperCase())])

const linkLines = ({ label, href }: PageLink): string[] => [`${label}:`, href]

/** Whoever follows a guide may have printed it: what changed makes the print out of date. */
const pagesForm = (pages: readonly PageLink[], copy: PageLink): Form =>
  form('mail/pages', { pages, copyOld: catalogue.mail.copyOld, copy }, [
    '',
    '',
    ...pages.flatMap(linkLines),
    '',
    ...wrapped(catalogue.mail.copyOld),
    ...linkLines(copy),
  ])

const WORDING = {
  heading: catalogue.mail.wording,
  words: catalogue.mail.wordingWhy,
}
const WORDING_HEAD = form('mail/heading', WORDING, [
  '',
  '',
  WORDING.heading.toUpperCase(),
  '',
  ...wrapped(WORDING.words),
])

const wholeForm = (view: NetChangeView): Form =>
  form('mail/fold', view, ['', '', ...wrapped(view.headlineHere), ...netChangeLines(view)])

function shortForm(view: NetChangeView, { note, kind }: NetChange): Form {
  const words = note && openingWords(note, NOTE)
  // Wording stands below no heading of a place.
  const headline = kind === 'typo' ? view.headline : view.headlineHere
  const told = [
    ...(kind === 'typo' ? [] : [`${view.word}:`]),
    `${headline}.`,
    ...(view.force ? [`${view.force}.`] : []),
    ...(words ? [words] : []),
  ].join(' ')
  return form('mail/short', { ...view, headline, words }, [
    '',
    ...wrapped(told, '- ', '  '),
    ...(view.href ? [`  ${view.href}`] : []),
  ])
}

function restForm(left: number, href: string): Form {
  const words = catalogue.mail.noRoom({ count: left })
  return form('mail/rest', { words, href }, ['', ...wrapped(words), href])
}
