import type { Message } from '#domain/mail/mails.ts'

/** A message without its sender, or the reason to drop it. */
export type Composed = Omit<Message, 'from' | 'headers'> & { headers?: Message['headers'] }
