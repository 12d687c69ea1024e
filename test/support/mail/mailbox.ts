import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { PATIENCE } from '../patience.ts'

export interface Mailbox {
  url: string
  mails: Email[]
  /** Envelope recipients of each mail. */
  recipients: string[][]
  /** Waits for a mail that matches. */
  wait(isIt: (mail: Email) => boolean): Promise<Email>
  close(): Promise<void>
}

/** A real mail server on the loopback interface that stores what it receives. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: Email[] = []
  const recipients: string[][] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          mails.push(mail)
          recipients.push(session.envelope.rcptTo.map(({ address }) => address))
          done()
        }, done)
      })
    },
  })
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    recipients,
    async wait(isIt) {
      for (const until = Date.now() + PATIENCE; Date.now() < until;) {
        const found = mails.find(isIt)
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error(`No such mail came. These did: ${mails.map(({ subject }) => subject).join('; ')}`)
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
