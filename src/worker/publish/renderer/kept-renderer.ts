import { Renderer } from './renderer.ts'

/** Milliseconds for which a renderer is kept: editors who publish one change often publish the next soon after. */
const KEPT_FOR = 30_000

/**
 * Keeps the renderer of the last publication with its browser for a while, because to start both takes longer than
 * most changes take to render.
 */
export class KeptRenderer {
  #kept: { renderer: Renderer; made: string; end: NodeJS.Timeout } | null = null
  #ending: Promise<void> = Promise.resolve()
  #closed = false

  /**
   * @param made identifies code and browser: another renderer is started for other ones.
   * @returns a renderer for the caller alone, who gives it back or closes it.
   */
  async lend(made: string): Promise<Renderer> {
    const kept = this.#kept
    this.#kept = null
    if (!kept) return new Renderer()
    clearTimeout(kept.end)
    if (kept.made === made && kept.renderer.isAlive) {
      kept.renderer.wake()
      return kept.renderer
    }
    await kept.renderer.close()
    return new Renderer()
  }

  /** Keeps a renderer that works. It does not keep this process from exiting. */
  giveBack(renderer: Renderer, made: string): void {
    if (this.#closed || this.#kept || !renderer.isAlive) return this.#end(renderer)
    renderer.rest()
    const end = setTimeout(() => {
      this.#kept = null
      this.#end(renderer)
    }, KEPT_FOR)
    end.unref()
    this.#kept = { renderer, made, end }
  }

  #end(renderer: Renderer): void {
    this.#ending = Promise.all([this.#ending, renderer.close()]).then(() => undefined)
  }

  /** Ends what is kept. Whatever is given back later ends too. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#kept) {
      clearTimeout(this.#kept.end)
      this.#end(this.#kept.renderer)
      this.#kept = null
    }
    await this.#ending
  }
}
