import { mailFileOf, writeMailFile } from '#lib/mail-files.ts'
import type { Transport } from './delivery.ts'

/** Writes each mail to a folder instead of sending it. */
export const emlTransport = (folder: string): Transport => ({
  parallel: 1,
  send: async ({ messageId, raw, handingOver }) => {
    if (!(await handingOver())) return { is: 'superseded' }
    const name = mailFileOf(messageId)
    await writeMailFile(folder, name, raw)
    return { is: 'sent', answer: `Written to mail/${name}.` }
  },
  rest: () => undefined,
})
