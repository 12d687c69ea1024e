import { readdir } from 'node:fs/promises'
import { canonical } from '#domain/canonical.ts'
import { changeHash } from '#domain/publish/changes.ts'
import { isSound, type Edition } from '#domain/content/editions.ts'
import type { Sha256 } from '#domain/hash.ts'
import type { HeldForm, PublishedForm, ReleaseForms } from '#domain/publish/published-forms.ts'
import { FORMS, WORDS, type PublishedForms } from '#lib/published-forms.ts'
import { releasesFolder } from '#lib/release-names.ts'
import { readStoredEditions } from '#store/desk/editions.ts'
import type { SnapshotRead } from '#store/publish/snapshot.ts'
import type { Payload } from 'payload'

interface Keep {
  payload: Payload
  dataDir: string
  /** The release these forms belong to. */
  name: string
  read: Pick<SnapshotRead, 'snapshot' | 'shown' | 'problems'>
  forms: PublishedForms
  /** What it shows while publishing is held; null while it is not. */
  held: HeldForm | null
}

/** Editions read and written per batch: a site may have many. */
const BATCH = 200

/**
 * What is stored with a release so that its entries can be republished if the database loses them: the state of
 * everything in it, and the texts that no earlier release stores.
 */
export async function formsOfRelease({
  payload,
  dataDir,
  name,
  read: { snapshot, shown, problems },
  forms,
  held,
}: Keep): Promise<Record<string, string | AsyncIterable<string>>> {
  const before = await forms.all()
  const there = new Set(await readdir(releasesFolder(dataDir)))
  const isKept = (release: string | undefined): release is string =>
    release !== undefined && there.has(`${release}.${WORDS}`)
  const known = new Map((before?.entries ?? []).map(({ hash, kept }) => [hash, kept]))
  const entries = shown.map((form): PublishedForm => {
    const kept = known.get(form.hash)
    return { ...form, kept: isKept(kept) ? kept : name }
  })
  const told = new Map((before?.changes ?? []).map(([, hash, kept]) => [hash, kept]))
  const changes = snapshot.changes.map((change): [number, Sha256, string] => {
    const hash = changeHash(change)
    const kept = told.get(hash)
    return [change.seq, hash, isKept(kept) ? kept : name]
  })
  const list: ReleaseForms = {
    format: 1,
    entries: entries.sort((a, b) => (a.entry < b.entry ? -1 : 1)),
    changes,
    places: snapshot.jurisdictions,
    site: snapshot.site,
    problems,
    ...(held && { held }),
  }
  const fresh = entries.flatMap(({ hash, kept }) => (kept === name ? [hash] : []))
  const freshChanges = snapshot.changes.filter((_, index) => changes[index]?.[2] === name)

  async function* words(): AsyncGenerator<string> {
    for (let start = 0; start < fresh.length; start += BATCH) {
      const hashes = fresh.slice(start, start + BATCH)
      const found = await readStoredEditions({ payload }, hashes)
      let text = ''
      for (const hash of hashes) {
        const stored = found.get(hash)
        const edition: Edition | null = stored && isSound(stored) ? stored : await forms.edition(hash)
        if (edition) text += `${JSON.stringify({ hash, edition })}\n`
      }
      yield text
    }
    yield freshChanges.map((change) => `${JSON.stringify({ hash: changeHash(change), change })}\n`).join('')
  }
  return { [FORMS]: `${canonical(list)}\n`, [WORDS]: words() }
}
