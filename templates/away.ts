import { catalogue } from './words/index.ts'

/**
 * What a web server gives readers in place of a form while no server answers: its own page has no way to the guides. It
 * stands in a configuration, so that it has neither style nor script.
 */
export function awayPage(): string {
  const { away, awayWhy, awayGuides } = catalogue.page
  return `<!doctype html><html lang='en'><meta name='viewport' content='width=device-width'><title>${away}</title><h1>${away}</h1><p>${awayWhy}</p><p><a href='/'>${awayGuides}</a></p></html>`
}
