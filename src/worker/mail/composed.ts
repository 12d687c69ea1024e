import type { Message } from '#domain/mail/mails.ts'

/** What a mail says, without its sender; or why nobody is to get it any more. */
export type Composed = Omit<Message, 'from' | 'headers'> & { headers?: Message['headers'] }
