import { hashOf, type Sha256 } from '#domain/hash.ts'
import { guidesOf, unopenedPlaces } from '#domain/publish/guides.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf, paths } from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { ownCopyPath } from '#templates/views/own-copy.ts'
import { dataForm, jsonBytes } from './data/guide.ts'
import { SCHEMA_NAMES, schemaOf } from './data/schema.ts'
import { siteData, type SiteSubject } from './data/site.ts'
import { epubForm } from './epub/epub.ts'
import type { Form, Subject, Whole } from './form.ts'
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
export function formFiles(snapshot: Snapshot, { publicUrl, code }: Options): OutputFile[] {
  const { site, jurisdictions } = snapshot
  const subjects = guidesOf(snapshot).map((guide): Subject => ({
    guide,
    site,
    publicUrl,
    ownCopy: ownCopyPath(snapshot, guide),
  }))
  // All of a subject is hashed, once for all its forms: nothing that a form is made of can be forgotten.
  const known = new Map<unknown, Sha256>(snapshot.entries.map((entry) => [entry, hashOf(entry)]))
  const hashed = subjects.map((subject) => ({ subject, inputs: hashOf(withHashes(subject, known)) }))
  const unopened = unopenedPlaces(snapshot)
  const places = jurisdictions.filter(({ key }) => !unopened.has(key))
  return [
    ...hashed.flatMap((each) => filesOfGuide(each, code)),
    siteFile(
      { site, publicUrl, guides: subjects, places },
      hashed.map(({ inputs }) => inputs),
      code,
    ),
    ...SCHEMA_NAMES.map((name) => ({
      path: fileOf(paths.schema(name)),
      inputs: hashOf({ code, name, publicUrl }),
      make: () => jsonBytes(schemaOf(name, publicUrl)),
    })),
  ]
}

/** A value with the parts whose hash is known replaced by it: most entries are in several guides. */
function withHashes(value: unknown, known: ReadonlyMap<unknown, Sha256>): unknown {
  if (typeof value !== 'object' || value === null) return value
  const hash = known.get(value)
  if (hash !== undefined) return hash
  if (Array.isArray(value)) return value.map((each) => withHashes(each, known))
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withHashes(each, known)]))
}

function filesOfGuide({ subject, inputs }: { subject: Subject; inputs: Sha256 }, code: string): OutputFile[] {
  let composed: Whole | undefined
  const whole = (): Whole => (composed ??= wholeOf(subject))
  return FORMS.map((each) => ({
    path: fileOf(paths.form(subject.guide.place.slug, each.form)),
    inputs: hashOf({ code, form: each.form, inputs }),
    make: () => each.make(subject, whole),
  }))
}

const siteFile = (subject: SiteSubject, guides: Sha256[], code: string): OutputFile => ({
  path: fileOf(paths.siteData),
  inputs: hashOf({ code, ...subject, guides }),
  make: () => siteData(subject),
})
