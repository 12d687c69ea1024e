import { holdStill, watchedPage } from '../browser.ts'
import type { Borrowed } from '../browsers.ts'
import { Hands } from '../hands.ts'
import type { Account } from '../server.ts'

interface Person {
  url: string
  account: Account
  counter: { acts: number }
  keyboard: boolean
}

/** Signs in as the reader of a message would, with address and password and Enter. @returns their hands, at the desk. */
export async function signInByHand(
  running: Borrowed,
  { url, account, counter, keyboard }: Person,
): Promise<Hands> {
  const { page } = await watchedPage(running)
  await holdStill(page)
  const hands = new Hands(page, counter, { keyboard })
  await hands.goTo(`${url}/admin/login`)
  await hands.fill('#field-email', account.email)
  await hands.fill('#field-password', account.password)
  counter.acts += 1
  await page.keyboard.press('Enter')
  await page.waitForSelector('.board', { visible: true })
  return hands
}
