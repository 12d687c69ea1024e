import type { LegalDate } from '#domain/dates.ts'
import type { Sha256 } from '#domain/hash.ts'
import { readPreviewed, type Previewed } from '#worker/publish/previewed.ts'
import type { Context } from '#worker/context.ts'

interface Asked {
  asOf: LegalDate | null
  workingCopies: boolean
  mark: Sha256 | null
}

/** Reads what a preview shows; null where nothing has changed since the mark. Nothing is written. */
export const previewWork = (context: Context, asked: Asked): Promise<Previewed | null> =>
  readPreviewed(context, asked)
