import { ValidationError } from 'payload'

/** Something of an account that cannot be kept: the field says it in short, and the message as a whole. */
export class UnfitAccount extends ValidationError {
  constructor(path: 'email' | 'password', message: string) {
    super({
      collection: 'users',
      errors: [{ path, message: /^.*?[.?!](?= |$)/.exec(message)?.[0] ?? message }],
    })
    this.name = 'ValidationError'
    this.message = message
  }
}
