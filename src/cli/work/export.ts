import { exportContent, type ExportOptions } from '#exchange/export.ts'
import type { Context } from '#worker/context.ts'

/** Reads content out of the database, as the files of a corpus. */
export const exportWork = ({ payload }: Context, options: ExportOptions): ReturnType<typeof exportContent> =>
  exportContent({ payload }, options)
