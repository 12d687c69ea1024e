/** An answer of the API. */
interface Sent {
  status: number
  json: unknown
}

/** Sends one person's request to the API. */
export type Send = (method: 'get' | 'patch' | 'post', path: string, body?: object) => Promise<Sent>

/** An offence that editors save, by its id. */
export interface Edited {
  id: string
  revision: number
}

interface Crowd {
  /** How each of them sends. */
  editors: readonly Send[]
  /** One entry for each of them, which nobody else saves. */
  own: readonly Edited[]
  /** Entries that all of them save, from a state that may be old by then. */
  shared: readonly string[]
  /** Between 0 and 1, from one seed for each editor. */
  chance: (editor: number) => () => number
  /** Thinks, and says whether to go on. */
  goOn: (editor: number, done: number) => Promise<boolean>
}

type Act = 'save' | 'stale' | 'question' | 'search' | 'preference'

/** What a crowd did, as it was answered. */
export interface Done {
  saved: { id: string; revision: number; text: string }[]
  asked: { id: string; text: string }[]
  /** Saves that started from a state somebody had saved over, each refused as stale. */
  stale: number
  /** Answers that nobody should get. */
  wrong: string[]
  /** Milliseconds from a request to its answer. */
  times: Record<Act, number[]>
}

const becauseOf = (json: unknown): unknown =>
  (json as { errors?: { data?: { because?: unknown } }[] }).errors?.[0]?.data?.because

/** One editor, who saves, asks, searches and keeps a preference, as the dice fall. */
class Editor {
  readonly #send: Send
  readonly #name: string
  readonly #done: Done
  #mine: Edited
  #n = 0

  constructor(send: Send, name: string, mine: Edited, done: Done) {
    this.#send = send
    this.#name = name
    this.#mine = { ...mine }
    this.#done = done
  }

  async #timed(act: Act, request: () => Promise<Sent>): Promise<Sent> {
    const start = performance.now()
    const sent = await request()
    this.#done.times[act].push(performance.now() - start)
    return sent
  }

  #expect(what: string, { status, json }: Sent): boolean {
    if (status === 200) return true
    this.#done.wrong.push(`${this.#name}, ${what}: ${status} ${JSON.stringify(json).slice(0, 300)}`)
    return false
  }

  /** @returns the new revision; null where it was refused as stale. */
  async #save({ id, revision }: Edited, act: 'save' | 'stale'): Promise<number | null> {
    this.#n += 1
    const text = `Save ${this.#n} by ${this.#name}.`
    const body = { revision, covers: text }
    const sent = await this.#timed(act, () => this.#send('patch', `/offences/${id}?depth=0`, body))
    if (sent.status === 409 && becauseOf(sent.json) === 'stale') {
      this.#done.stale += 1
      return null
    }
    if (!this.#expect('save', sent)) return null
    const { doc } = sent.json as { doc: { revision: number } }
    this.#done.saved.push({ id, revision: doc.revision, text })
    return doc.revision
  }

  async saveOwn(): Promise<void> {
    const revision = await this.#save(this.#mine, 'save')
    if (revision === null) this.#done.wrong.push(`${this.#name}: refused, though nobody else saved.`)
    else this.#mine.revision = revision
  }

  async saveOwnFromAnOldState(): Promise<void> {
    const old = { ...this.#mine, revision: this.#mine.revision - 1 }
    if ((await this.#save(old, 'stale')) !== null)
      this.#done.wrong.push(`${this.#name}: saved over what was newer.`)
  }

  async saveShared(id: string): Promise<void> {
    const sent = await this.#send('get', `/offences/${id}/desk`)
    if (!this.#expect('read', sent)) return
    await this.#save({ id, revision: (sent.json as { revision: number }).revision }, 'save')
  }

  async ask(id: string): Promise<void> {
    this.#n += 1
    const text = `Question ${this.#n} of ${this.#name}?`
    const body = { claim: null, edition: null, text }
    const sent = await this.#timed('question', () =>
      this.#send('post', `/offences/${id}/desk/ask-question`, body),
    )
    if (this.#expect('question', sent)) this.#done.asked.push({ id, text })
  }

  async search(words: string): Promise<void> {
    const path = `/heads/find?q=${encodeURIComponent(words)}`
    this.#expect('search', await this.#timed('search', () => this.#send('get', path)))
  }

  async keepPreference(): Promise<void> {
    this.#n += 1
    const body = { value: { n: this.#n } }
    const sent = await this.#timed('preference', () =>
      this.#send('post', '/payload-preferences/of-the-crowd', body),
    )
    this.#expect('preference', sent)
  }
}

/** All of them at once, each until `goOn` says that it is enough. */
export async function editAtOnce({ editors, own, shared, chance, goOn }: Crowd): Promise<Done> {
  const times = { save: [], stale: [], question: [], search: [], preference: [] }
  const done: Done = { saved: [], asked: [], stale: 0, wrong: [], times }
  await Promise.all(
    editors.map(async (send, index) => {
      const mine = own[index]
      if (!mine) throw new Error('There are more editors than entries.')
      const editor = new Editor(send, `editor ${index + 1}`, mine, done)
      const dice = chance(index)
      const anyShared = (): string => shared[Math.floor(dice() * shared.length)] ?? mine.id
      await editor.saveOwn()
      for (let n = 1; await goOn(index, n); n += 1) {
        const what = dice()
        if (what < 0.5) await editor.saveOwn()
        else if (what < 0.7) await editor.saveShared(anyShared())
        else if (what < 0.76) await editor.saveOwnFromAnOldState()
        else if (what < 0.83) await editor.ask(anyShared())
        else if (what < 0.9) await editor.search('stalking scotland')
        else await editor.keepPreference()
      }
    }),
  )
  return done
}

interface Version {
  version: { revision: number; covers: string }
}

/** What was answered as done and is not in the record, and what is there though nobody was told so; in words. */
export async function whatIsWrong(
  send: Send,
  done: Done,
  before: ReadonlyMap<string, number>,
): Promise<string[]> {
  const found = [...done.wrong]
  for (const [id, saves] of Map.groupBy(done.saved, (save) => save.id)) {
    const query = `where[parent][equals]=${id}&depth=0&limit=0&pagination=false`
    const { docs } = (await send('get', `/offences/versions?${query}`)).json as { docs: Version[] }
    const kept = new Map(docs.map(({ version }) => [version.revision, version.covers]))
    for (const { revision, text } of saves)
      if (kept.get(revision) !== text)
        found.push(`Revision ${revision} of ${id} was saved as “${text}” and reads “${kept.get(revision)}”.`)
    const first = before.get(id) ?? 0
    const more = [...kept.keys()].filter((revision) => revision > first).length - saves.length
    if (more !== 0) found.push(`${id} has ${more} revisions that nobody was told of.`)
    const { revision, covers } = (await send('get', `/offences/${id}?depth=0`)).json as Version['version']
    const last = saves.find((save) => save.revision === revision)
    if (last?.text !== covers)
      found.push(`${id} reads “${covers}”, and revision ${revision} “${last?.text}”.`)
  }
  for (const [id, questions] of Map.groupBy(done.asked, (question) => question.id)) {
    const { threads } = (await send('get', `/offences/${id}/desk`)).json as {
      threads: { turns: { text: string }[] }[]
    }
    const kept = threads.flatMap(({ turns }) => turns.map(({ text }) => text))
    for (const { text } of questions) if (!kept.includes(text)) found.push(`“${text}” is lost.`)
  }
  return found
}
