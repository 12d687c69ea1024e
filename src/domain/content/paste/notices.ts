/** What a paste leaves out or converts; `many` is for those that are counted. */
export type Notice = string | { one: string; many: string }

/** Sentences about what was left out, each once, with the text concerned. */
export class PasteNotices {
  readonly #about = new Map<Notice, { times: number; words: string[] }>()
  readonly #lost: string[] = []

  /** Something stands here in another form. */
  add(notice: Notice, words = ''): void {
    const about = this.#about.get(notice) ?? { times: 0, words: [] }
    about.times += 1
    const said = words.replace(/\s+/g, ' ').trim()
    if (said !== '' && !about.words.includes(said)) about.words.push(said)
    this.#about.set(notice, about)
  }

  /** Something is not taken over. */
  lose(notice: Notice, words = ''): void {
    this.add(notice, words)
    if (words.trim() !== '') this.#lost.push(words)
  }

  /** The words of everything that is not taken over, in full. */
  lost(): string[] {
    return [...this.#lost]
  }

  sentences(): string[] {
    return [...this.#about].map(([notice, { times, words }]) => {
      const sentence =
        typeof notice === 'string'
          ? notice
          : `${times.toLocaleString('en')} ${times === 1 ? notice.one : notice.many}`
      if (words.length === 0) return `${sentence}.`
      const shown = words.slice(0, 3).map((each) => `“${each.length > 80 ? `${each.slice(0, 79)}…` : each}”`)
      return `${sentence}: ${shown.join(', ')}${words.length > 3 ? `, and ${words.length - 3} more` : ''}.`
    })
  }
}
