import { hashOf } from '#domain/hash.ts'
import { lastFew } from '#domain/last-few.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import { withReadersOf } from '#domain/publish/open-guides.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf, paths } from '#domain/publish/paths.ts'
import { hashOfShared, slicesOf, type GuideSlice } from '#domain/publish/slices.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { ownCopyPath } from '#templates/views/own-copy.ts'
import { dataForm, jsonBytes } from './data/guide.ts'
import { SCHEMA_NAMES, schemaOf } from './data/schema.ts'
import { siteData } from './data/site.ts'
import { epubForm } from './epub/epub.ts'
import type { Form, Subject } from './form.ts'
import { offlineForm } from './offline/offline.ts'
import { textForm } from './text/text.ts'
import { wholeOf } from './whole.ts'

/** The forms of a guide besides its page and its prints: each has its folder here, and its line. */
const FORMS: readonly Form[] = [epubForm, offlineForm, textForm, dataForm]

interface Options {
  publicUrl: string
  /** Hash of the rendering code: other code gives other bytes. */
  code: string
}

/** The other forms of every guide, and the data of the whole site, as release files. */
export function formFiles(snapshot: Snapshot, options: Options): OutputFile[] {
  const slices = [...slicesOf(snapshot)]
  return [
    ...slices.flatMap((slice) => guideFormFiles(slice, options)),
    ...siteFormFiles(
      snapshot,
      options,
      slices.map(({ inputs }) => inputs),
    ),
  ]
}

/**
 * The data of the whole site as release files.
 * @param slices the inputs of all guides.
 */
export function siteFormFiles(
  snapshot: Snapshot,
  { publicUrl, code }: Options,
  slices: readonly string[],
): OutputFile[] {
  const { site, jurisdictions } = snapshot
  const { unopened, targets } = withReadersOf(snapshot)
  const places = jurisdictions.flatMap((place) => {
    if (targets.has(place.key)) return { ...place, guide: 'inbound' as const }
    return unopened.has(place.key) ? [] : place
  })
  return [
    {
      path: fileOf(paths.siteData),
      inputs: hashOf({ code, publicUrl, site: hashOfShared(site), places, slices }),
      make: () => siteData({ site, publicUrl, guides: guidesOf(snapshot), places }),
    },
    ...SCHEMA_NAMES.map((name) => ({
      path: fileOf(paths.schema(name)),
      inputs: hashOf({ code, name, publicUrl }),
      make: () => jsonBytes(schemaOf(name, publicUrl)),
    })),
  ]
}

/** A guide as one document, composed for all the forms that ask for it. */
const composed = lastFew(wholeOf)

/** The other forms of a guide as release files. */
export function guideFormFiles(
  { guide, site, changes, inputs }: GuideSlice,
  { publicUrl, code }: Options,
): OutputFile[] {
  const subject: Subject = { guide, site, publicUrl, ownCopy: ownCopyPath(guide, changes) }
  return FORMS.map((each) => ({
    path: fileOf(paths.form(guide.place.slug, each.form)),
    inputs: hashOf({ code, publicUrl, form: each.form, inputs }),
    make: () => each.make(subject, () => composed(subject)),
  }))
}
