import { createHmac, timingSafeEqual } from 'node:crypto'

/** Somebody has had the changes of an edition on screen. */
interface Opened {
  /** Id of the actor. */
  person: string
  /** Hash of the edition. */
  edition: string
}

const seal = (secret: string, { person, edition }: Opened): Buffer =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['opened', person, edition]))
    .digest()

/** What a browser keeps as a proof that this person has opened this edition in it. */
export const openedReceipt = (secret: string, opened: Opened): string =>
  seal(secret, opened).toString('base64url')

/** Whether a receipt was given to this person for this edition. */
export function isReceiptOf(secret: string, opened: Opened, receipt: string): boolean {
  const [given, own] = [Buffer.from(receipt, 'base64url'), seal(secret, opened)]
  return given.length === own.length && timingSafeEqual(given, own)
}
