import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { env } from '#lib/env.ts'
import { currentLink } from '#lib/release-names.ts'
import { documentFacts } from '#pipelines/release/manifest.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import type { Previewed } from '#worker/publish/previewed.ts'
import { browserHere } from '#worker/publish/browser-here.ts'
import { Renderer } from '#worker/publish/renderer/renderer.ts'

/** Everything that can be made of what is previewed, by one process that has read the templates once. */
interface Made {
  renderer: Renderer
  files: ReadonlySet<string>
}

/**
 * The previewed site. Each file is made when it is asked for, outside the data folder, by a process that is replaced
 * when templates change.
 */
export class PreviewedSite {
  readonly #publicUrl: string
  readonly #folder = mkdtemp(join(tmpdir(), 'recourse-preview-'))
  #shown: Previewed | null = null
  #made: Promise<Made> | null = null
  #asked = 0

  constructor(publicUrl: string) {
    this.#publicUrl = publicUrl
  }

  /** Shows something else from now on. */
  show(shown: Previewed): void {
    this.#shown = shown
    this.renew()
  }

  /** Makes everything anew, with the templates as they are now. */
  renew(): void {
    const last = this.#made
    this.#made = null
    void last?.then(
      ({ renderer }) => renderer.close(),
      () => undefined, // it never began
    )
  }

  /** @returns null where the site has no such file. @throws {RenderFailed | PrintFailed | NoBrowser} */
  async file(path: string): Promise<Buffer | null> {
    const { renderer, files } = await this.#current()
    if (!files.has(path)) return null
    const target = join(await this.#folder, String((this.#asked += 1)), path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    try {
      await renderer.write(path, target)
      return await readFile(target)
    } finally {
      await rm(target, { force: true })
    }
  }

  async #current(): Promise<Made> {
    const made = await this.#made?.catch(() => null)
    if (made?.renderer.isAlive) return made
    this.#made = this.#begin()
    return this.#made
  }

  async #begin(): Promise<Made> {
    const shown = this.#shown
    if (!shown) throw new Error('Nothing has been read yet.')
    const settings = env()
    const renderer = new Renderer()
    try {
      await renderer.take(shown.snapshot, {
        timeZone: settings.siteTimeZone,
        publicUrl: this.#publicUrl,
        prints: settings.prints,
        code: '',
        browser: { path: await browserHere(settings).catch(() => ''), version: '' },
        lastRelease: currentLink(settings.dataDir),
      })
      const documents = await renderer.documents()
      // Pages say how long a print is: as in the release that readers have, until it is printed anew.
      const facts = documentFacts((await readCurrent(settings.dataDir))?.manifest.files ?? [])
      const pages = await renderer.pages(new Map([...facts].map(([path, each]) => [`/${path}`, each])))
      return { renderer, files: new Set([...documents, ...pages].map(({ path }) => path)) }
    } catch (error) {
      await renderer.close()
      throw error
    }
  }

  async close(): Promise<void> {
    this.renew()
    await rm(await this.#folder, { recursive: true, force: true })
  }
}
