import { guidePlaces } from '#domain/publish/open-guides.ts'
import { entriesAt } from '#domain/publish/snapshot-index.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { releaseFindings, type Unreleased } from '#pipelines/gate/check.ts'
import type { Finding } from '#pipelines/gate/finding.ts'
import type { EmergencyNumber } from '#pipelines/gate/number.ts'
import { contactView } from '#templates/views/parts.ts'

/** The emergency number of each guide, as its profile has it. */
export const emergencyNumbers = (snapshot: Snapshot): Map<string, EmergencyNumber> =>
  new Map(
    guidePlaces(snapshot).flatMap(({ key, slug }) => {
      const [profile] = entriesAt(snapshot, 'profile', key)
      const [first] = profile?.content.emergency?.contacts ?? []
      if (!first) return []
      const { printed, href } = contactView(first)
      return [[slug, { printed, href }] as const]
    }),
  )

/** The prints are read by what knows how they are made, and doubts are settled by what knows every document. */
async function printWords(bytes: Uint8Array, carefully: boolean): Promise<string> {
  if (carefully) return (await import('#pipelines/pdf/any-text.ts')).anyPrintWords(bytes)
  return (await import('#pipelines/pdf/text.ts')).printWords(bytes)
}

/** Checks a release of a snapshot before readers get it. */
export const inspect = (
  unreleased: Unreleased,
  snapshot: Snapshot,
  { publicUrl }: { publicUrl: string },
): Promise<Finding[]> =>
  releaseFindings(unreleased, { publicUrl, numbers: emergencyNumbers(snapshot), printWords })
