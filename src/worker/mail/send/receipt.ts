/** The result of one pass over the outbox. */
export interface SendReceipt {
  sent: number
  again: number
  refused: number
  unknown: number
  dropped: number
}

export const emptyReceipt = (): SendReceipt => ({ sent: 0, again: 0, refused: 0, unknown: 0, dropped: 0 })
