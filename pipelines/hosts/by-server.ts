import { READER_FORMS } from '#domain/publish/paths.ts'

/** First parts of the addresses that no file answers: the forms of readers, and the admin with what it asks for. */
export const BY_SERVER = [...READER_FORMS, 'admin', 'api', '_next'] as const
