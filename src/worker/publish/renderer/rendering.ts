import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashOf, type Sha256 } from '#domain/hash.ts'
import { collectOften } from '#lib/collect-garbage.ts'
import type { DocumentFacts, OutputFile } from '#domain/publish/outputs.ts'
import { fileOf } from '#domain/publish/paths.ts'
import type { Change } from '#domain/publish/changes.ts'
import type { LiveEntry, Snapshot } from '#domain/publish/snapshot.ts'
import { RenderFailed } from '#pipelines/html/output.ts'
import { pdfFacts } from '#pipelines/pdf/facts.ts'
import { planPrints, type PrintPlans } from '#pipelines/pdf/output.ts'
import type { Folios } from '#pipelines/pdf/finish/folios.ts'
import type { Printer } from '#pipelines/pdf/printer.ts'
import { makeFile, writeDurably, type Made } from '#pipelines/release/make-file.ts'
import { inspect } from '../gate/inspect.ts'
import { formerFiles, pageFiles } from '../pages.ts'
import { findUnusable } from '../unusable.ts'
import { readPrintPlans, writePrintPlans } from './print-plans.ts'
import type { Listed, RendererCalls, RenderSettings, Planned } from './protocol.ts'

/** A page any browser can print. */
const BLANK =
  '<!doctype html><html lang="en"><head><title>Blank</title></head><body><p>Blank</p></body></html>'

interface Subject {
  settings: RenderSettings
  snapshot: Snapshot & { entries: LiveEntry[]; changes: Change[] }
  /** The items of its lists, by hash. */
  listed: Map<Sha256, LiveEntry | Change>
  /** Those of the snapshot before. */
  before: ReadonlyMap<Sha256, LiveEntry | Change>
  /** The files that can be made of it, by path. */
  files: Map<string, OutputFile>
}

function viewed<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw new RenderFailed(`The pages could not be made: ${(error as Error).message}`, { cause: error })
  }
}

/** What drives a browser is loaded only where something is printed. */
const startPrinter = async (path: string): Promise<Printer> =>
  (await import('#pipelines/pdf/printer.ts')).Printer.start(path)

/** The page numbers of a print of the last release, if it has it. */
async function readFolios(path: string): Promise<Folios | undefined> {
  const print = await readFile(path).catch(() => null)
  return print ? (await import('#pipelines/pdf/finish/finish.ts')).foliosIn(print) : undefined
}

const markOf = (plans: PrintPlans): string => [...plans].flat(2).join()

const planned = ({ path, inputs }: OutputFile): Planned => ({ path, inputs })

/** Makes everything from one snapshot at a time: implements the calls of a renderer. */
export class Rendering implements Record<keyof RendererCalls, unknown> {
  #subject: Subject | null = null
  #printer: Promise<Printer> | null = null
  /** The plans of the last prints, and what is in the file. */
  #plans: PrintPlans | null = null
  #kept = ''

  begin({ settings, snapshot }: RendererCalls['begin']['ask']): null {
    this.#subject = {
      settings,
      snapshot: { ...snapshot, entries: [], changes: [] },
      listed: new Map(),
      before: this.#subject?.listed ?? new Map(),
      files: new Map(),
    }
    return null
  }

  more({ entries = [], changes = [] }: RendererCalls['more']['ask']): null {
    const { snapshot, listed, before } = this.#given()
    const found = <T extends LiveEntry | Change>([
      hash,
      item = before.get(hash) as T | undefined,
    ]: Listed<T>): T => {
      if (!item) throw new Error(`${hash} was not handed over before.`)
      listed.set(hash, item)
      return item
    }
    for (const each of entries) snapshot.entries.push(found(each))
    for (const each of changes) snapshot.changes.push(found(each))
    collectOften()
    return null
  }

  async documents(): Promise<Planned[]> {
    const { settings, snapshot, files } = this.#given()
    const known = await this.#knownPlans(settings)
    const key = hashOf({ code: settings.code, browser: settings.browser.version })
    const { publicUrl, timeZone, prints } = settings
    const { files: documents, plans } = viewed(() =>
      planPrints(snapshot, { key, publicUrl, timeZone, ...prints, known }, (document) =>
        this.#print(document),
      ),
    )
    this.#plans = plans
    for (const file of documents) files.set(file.path, file)
    return documents.map(planned)
  }

  async #knownPlans({ plans }: RenderSettings): Promise<PrintPlans> {
    if (!plans?.read) return new Map()
    if (this.#plans) return this.#plans
    const known = await readPrintPlans(plans.file)
    this.#kept = markOf(known)
    return known
  }

  async keepPlans(): Promise<null> {
    const { plans } = this.#given().settings
    const mark = this.#plans && markOf(this.#plans)
    if (!plans || !this.#plans || mark === null || mark === this.#kept) return null
    await writePrintPlans(plans.file, this.#plans)
    this.#kept = mark
    return null
  }

  pages(documents: RendererCalls['pages']['ask']): Planned[] {
    const { settings, snapshot, files } = this.#given()
    const pages = viewed(() => pageFiles(snapshot, new Map(documents), settings))
    for (const file of pages) files.set(file.path, file)
    collectOften()
    return pages.map(planned)
  }

  former(addresses: RendererCalls['former']['ask']): Planned[] {
    const { settings, snapshot, files } = this.#given()
    const pages = viewed(() => formerFiles(snapshot, addresses, settings))
    for (const file of pages) files.set(file.path, file)
    return pages.map(planned)
  }

  async make({ path, target }: RendererCalls['make']['ask']): Promise<Made> {
    const describe = path.endsWith('.pdf')
      ? (bytes: Uint8Array) => ({ pages: pdfFacts(bytes).pages })
      : undefined
    const made = await makeFile(this.#file(path), target, describe)
    collectOften()
    return made
  }

  async write({ path, target }: RendererCalls['write']['ask']): Promise<DocumentFacts> {
    const bytes = await this.#file(path).make()
    await writeDurably(target, bytes)
    collectOften()
    return path.endsWith('.pdf') ? pdfFacts(bytes) : { pages: 0, bytes: bytes.byteLength }
  }

  inspect(unreleased: RendererCalls['inspect']['ask']): Promise<RendererCalls['inspect']['answer']> {
    const { settings, snapshot } = this.#given()
    return inspect(unreleased, snapshot, settings)
  }

  async proveBrowser(): Promise<null> {
    await this.close()
    await this.#print({ path: '/', html: BLANK, date: this.#given().snapshot.day })
    return null
  }

  unusable(): [string, string][] {
    const { settings, snapshot } = this.#given()
    return [...findUnusable(snapshot, settings)]
  }

  /** Closes the browser. */
  async close(): Promise<void> {
    const closing = this.#printer
    this.#printer = null
    await closing?.then(
      (started) => started.close(),
      () => undefined, // it never started: that failure is already reported
    )
  }

  async #print(document: Parameters<Printer['print']>[0]): Promise<Uint8Array> {
    const { browser, lastRelease } = this.#given().settings
    const printer = await (this.#printer ??= startPrinter(browser.path))
    return printer.print(document, async () =>
      lastRelease === undefined ? undefined : readFolios(join(lastRelease, fileOf(document.path))),
    )
  }

  #given(): Subject {
    if (!this.#subject) throw new Error('Nothing was handed over to render.')
    return this.#subject
  }

  #file(path: string): OutputFile {
    const file = this.#given().files.get(path)
    if (!file) throw new Error(`${path} is not one of the files that were planned.`)
    return file
  }
}
