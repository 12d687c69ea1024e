import { ValidationError } from 'payload'

/** An account value that cannot be stored, with a short text for the field and the full message. */
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
