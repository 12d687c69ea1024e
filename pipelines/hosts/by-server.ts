/** First parts of the addresses that no file answers: the forms of subscribers, and the admin with what it asks for. */
export const BY_SERVER = ['subscribe', 'admin', 'api', '_next'] as const
