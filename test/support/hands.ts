import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer'
import { answers } from './admin.ts'

/**
 * A user of the admin whose acts are counted: each click, filled field and keyboard command is one. Tabbing through
 * the page is not counted, as a pointer's travel is not either.
 */
export class Hands {
  readonly page: Page
  readonly #counter: { acts: number }
  /** By keyboard alone: targets are reached with Tab and activated with Enter or Space. */
  readonly #keyboard: boolean

  constructor(page: Page, counter: { acts: number }, { keyboard = false } = {}) {
    this.page = page
    this.#counter = counter
    this.#keyboard = keyboard
  }

  /** Opens an address, as from a bookmark or a link in a message. */
  async goTo(url: string): Promise<void> {
    this.#counter.acts += 1
    await this.page.goto(url)
  }

  /** Activates a button or link. */
  async press(selector: string): Promise<void> {
    this.#counter.acts += 1
    await this.#find(selector)
    if (!this.#keyboard) return this.#click(selector)
    await this.reach(selector)
    await this.page.keyboard.press('Enter')
  }

  /** Replaces the text of a field: key by key in keyboard mode, otherwise at once, as pasting does. */
  async fill(selector: string, text: string): Promise<void> {
    this.#counter.acts += 1
    await this.#find(selector)
    if (this.#keyboard) await this.reach(selector)
    else await this.#click(selector)
    await this.page.keyboard.down('Control')
    await this.page.keyboard.press('KeyA')
    await this.page.keyboard.up('Control')
    if (this.#keyboard) await this.page.keyboard.type(text)
    else await this.page.keyboard.sendCharacter(text)
  }

  /** Fills in a date part by part, as on a keyboard. */
  async fillDay(selector: string, day: string): Promise<void> {
    this.#counter.acts += 1
    await this.#find(selector)
    if (this.#keyboard) await this.reach(selector)
    else await this.page.focus(selector)
    const [year, month, date] = day.split('-')
    await this.page.keyboard.type(`${month}${date}${year}`)
  }

  /** Chooses a button of a group: in keyboard mode, Tab enters the group and the arrow keys move within it. */
  async pick(selector: string): Promise<void> {
    this.#counter.acts += 1
    await this.#find(selector)
    if (!this.#keyboard) return this.#click(selector)
    const group = await this.page.$eval(selector, (radio) => (radio as HTMLInputElement).name)
    await this.reach(`input[type="radio"][name="${group}"]`)
    for (let steps = 0; steps < 20; steps += 1) {
      if (await this.page.$eval(selector, (radio) => (radio as HTMLInputElement).checked)) return
      await this.page.keyboard.press('ArrowDown')
    }
    throw new Error(`${selector} cannot be chosen with the arrow keys.`)
  }

  /** Chooses in a plain list of the browser. */
  async select(selector: string, value: string): Promise<void> {
    this.#counter.acts += 1
    await this.#find(selector)
    if (this.#keyboard) await this.reach(selector)
    await this.page.select(selector, value)
  }

  /** Chooses in a searchable list by typing. */
  async choose(selector: string, text: string): Promise<void> {
    this.#counter.acts += 1
    const input = `${selector} input[role="combobox"], ${selector} input.rs__input, ${selector} input`
    await answers(this.page, input)
    if (this.#keyboard) await this.reach(input)
    else await this.#click(selector)
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

  /** Waits until the element is visible and hydrated. */
  async #find(selector: string): Promise<void> {
    await this.page.waitForSelector(selector, { visible: true })
    await answers(this.page, selector)
  }

  /** Clicks once nothing that loads above the element moves it away below the pointer; after two seconds all the same. */
  async #click(selector: string): Promise<void> {
    await this.page.evaluate(async (wanted) => {
      const place = (): string => {
        const box = document.querySelector(wanted)?.getBoundingClientRect()
        return JSON.stringify([box, document.documentElement.scrollHeight])
      }
      let before = ''
      for (let looks = 0; looks < 20 && place() !== before; looks += 1) {
        before = place()
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }, selector)
    await this.page.click(selector)
  }

  /** Moves the focus to a target with the Tab key alone. */
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

/** Whether the pictures of the documentation are taken. */
export const takesPictures = process.env.RECOURSE_PICTURES === '1'

/** Folder for the documentation's screenshots, set only while they are taken. */
const PICTURES = takesPictures ? 'docs/pictures/editors' : null

/** Takes a screenshot for docs/editors.md, with RECOURSE_PICTURES=1. */
export async function picture(page: Page, name: string, selector = 'main, .template-default'): Promise<void> {
  await page.waitForSelector(selector, { visible: true })
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  await page.waitForFunction(() => !document.querySelector('.payload-toast-item')) // they lie over what is shown
  await new Promise((resolve) => setTimeout(resolve, 600)) // wait for drawers to slide in
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}
