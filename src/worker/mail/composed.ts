import type { Message } from '#domain/mail/mails.ts'

/** A message without its sender, in the first language unless it names one, or the reason to drop it. */
export type Composed = Omit<Message, 'from' | 'headers' | 'language'> &
  Partial<Pick<Message, 'headers' | 'language'>>
