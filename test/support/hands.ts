import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer'
import { answers } from './admin.ts'

/**
 * Somebody at the admin, whose every act is counted: one click, one field filled in, one command of the keyboard. Going
 * through the page by Tab is not counted: a pointer's way to its target is not either.
 */
export class Hands {
  readonly page: Page
  readonly #counter: { acts: number }
  /** By keyboard alone: targets are reached by Tab, and pressed by Enter or Space. */
  readonly #keyboard: boolean

  constructor(page: Page, counter: { acts: number }, { keyboard = false } = {}) {
    this.page = page
    this.#counter = counter
    this.#keyboard = keyboard
  }

  /** Goes to an address, as by a bookmark or a link in a message. */
  async goTo(url: string): Promise<void> {
    this.#counter.acts += 1
    await this.page.goto(url)
  }

  /** Presses a button or follows a link. */
  async press(selector: string): Promise<void> {
    this.#counter.acts += 1
    await this.#find(selector)
    if (!this.#keyboard) return this.page.click(selector)
    await this.reach(selector)
    await this.page.keyboard.press('Enter')
  }

  /** Fills in a field, in place of what it says: key by key at the keyboard, else at once, as pasting does. */
  async fill(selector: string, text: string): Promise<void> {
    this.#counter.acts += 1
    await this.#find(selector)
    if (this.#keyboard) await this.reach(selector)
    else await this.page.click(selector)
    await this.page.keyboard.down('Control')
    await this.page.keyboard.press('KeyA')
    await this.page.keyboard.up('Control')
    if (this.#keyboard) await this.page.keyboard.type(text)
    else await this.page.keyboard.sendCharacter(text)
  }

  /** Fills in a date, part by part, as a keyboard does. */
  async fillDay(selector: string, day: string): Promise<void> {
    this.#counter.acts += 1
    await this.#find(selector)
    if (this.#keyboard) await this.reach(selector)
    else await this.page.focus(selector)
    const [year, month, date] = day.split('-')
    await this.page.keyboard.type(`${month}${date}${year}`)
  }

  /** Chooses one of several buttons of a group: by keyboard one enters the group, and goes on with the arrows. */
  async pick(selector: string): Promise<void> {
    this.#counter.acts += 1
    await this.#find(selector)
    if (!this.#keyboard) return this.page.click(selector)
    const group = await this.page.$eval(selector, (radio) => (radio as HTMLInputElement).name)
    await this.reach(`input[type="radio"][name="${group}"]`)
    for (let steps = 0; steps < 20; steps += 1) {
      if (await this.page.$eval(selector, (radio) => (radio as HTMLInputElement).checked)) return
      await this.page.keyboard.press('ArrowDown')
    }
    throw new Error(`${selector} cannot be chosen with the arrow keys.`)
  }

  /** Chooses in a list that one searches by typing. */
  async choose(selector: string, text: string): Promise<void> {
    this.#counter.acts += 1
    const input = `${selector} input[role="combobox"], ${selector} input.rs__input, ${selector} input`
    await answers(this.page, input)
    if (this.#keyboard) await this.reach(input)
    else await this.page.click(selector)
    await this.page.focus(input)
    await this.page.keyboard.type(text)
    await this.page.waitForFunction(
      (words) =>
        [...document.querySelectorAll('.rs__option')].some((each) => each.textContent.includes(words)),
      {},
      text,
    )
    await this.page.keyboard.press('Enter')
  }

  /** Waits until somebody sees it, and it would notice them. */
  async #find(selector: string): Promise<void> {
    await this.page.waitForSelector(selector, { visible: true })
    await answers(this.page, selector)
  }

  /** Moves the focus to a target by the Tab key alone. */
  async reach(selector: string): Promise<void> {
    const there = (): Promise<boolean> =>
      this.page.evaluate(
        (wanted) => document.activeElement !== null && document.activeElement.matches(wanted),
        selector,
      )
    for (let tabs = 0; tabs < 400; tabs += 1) {
      if (await there()) return
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`${selector} cannot be reached by the Tab key.`)
  }
}

/** Where pictures for the documentation are kept, while they are made. */
const PICTURES = process.env.RECOURSE_PICTURES === '1' ? 'docs/pictures/editors' : null

/** Takes a picture of what is on the screen, for docs/editors.md: with RECOURSE_PICTURES=1. */
export async function picture(page: Page, name: string, selector = 'main, .template-default'): Promise<void> {
  await page.waitForSelector(selector, { visible: true })
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  await new Promise((resolve) => setTimeout(resolve, 600)) // drawers slide in, messages go
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}
