// Rooms: the same five in every layer, and which may import which (docs/decisions/0036). A violation is a lint
// error, also in a dynamic or type-only import.
import { dirname, join, relative } from 'node:path'

/** What a room may import besides itself and the ground floor of its layer. */
const ROOMS = {
  content: [],
  desk: ['content'],
  publish: ['content', 'desk'],
  mail: ['content', 'desk'],
  watch: ['content', 'desk'],
}

const LAYERS = ['src/domain', 'src/store', 'src/desk', 'src/worker', 'src/admin', 'collections/record']

/** Layers whose ground floor may import no room. In the others, the ground floor wires the rooms. */
const GROUNDED = ['src/domain', 'src/store']

/** Permitted exceptions: importer (a room, file or folder), imported files or folders, and the reason. */
const EXCEPTIONS = [
  {
    from: ['mail'],
    to: [
      'src/domain/publish/changes.ts',
      'src/domain/publish/open-guides.ts',
      'src/domain/publish/reports.ts',
      'src/domain/publish/snapshot.ts',
      'src/store/publish/changes.ts',
      'src/store/publish/named-entries.ts',
      'src/store/publish/published.ts',
      'src/store/publish/reports.ts',
      'src/store/publish/snapshot.ts',
      'src/store/publish/with-readers.ts',
    ],
    why: 'A digest tells the public record of what is live, of places that have a guide, and readers follow these; what is kept of readers is forgotten in one place.',
  },
  {
    from: ['src/desk/watch/watch-flags.ts', 'src/store/watch/concerned.ts'],
    to: ['src/store/publish/reported.ts', 'src/store/publish/reports.ts'],
    why: 'What readers report needs a person like what the watch finds, and stands among it.',
  },
  {
    from: ['watch'],
    to: ['src/domain/publish/printed-on.ts', 'src/store/publish/published.ts'],
    why: 'What is broken presses as much as the pages that print it.',
  },
  {
    from: [
      'src/worker/desk/',
      'src/worker/watch/',
      'src/worker/publish/target-alarm.ts',
      'src/worker/publish/report-answer.ts',
      'src/desk/publish/answer-report.ts',
    ],
    to: ['src/domain/mail/mails.ts', 'src/store/mail/outbox/put.ts', 'src/worker/mail/composed.ts'],
    why: 'Staff, and readers who reported an error, are written to through the outbox.',
  },
  {
    from: ['src/worker/mail/notices/'],
    to: ['src/store/watch/concerned.ts'],
    why: 'Whoever looks after an entry is told of trouble at what it rests on.',
  },
  {
    from: ['src/worker/mail/compose.ts'],
    to: ['src/worker/watch/', 'src/worker/publish/target-alarm.ts', 'src/worker/publish/report-answer.ts'],
    why: 'What such a mail says is read again when it is sent.',
  },
  {
    from: ['src/store/desk/impact.ts', 'src/desk/desk/queries/'],
    to: ['src/domain/publish/', 'src/store/publish/', 'src/store/mail/subscribers.ts'],
    why: 'Before they decide, editors see what is live, on which pages, and who follows it.',
  },
  {
    from: ['src/domain/desk/board.ts', 'src/admin/desk/dashboard/'],
    to: ['src/domain/publish/targets.ts'],
    why: 'The board shows where releases are pushed to.',
  },
  {
    from: ['src/desk/publish/'],
    to: ['src/desk/watch/settle-words.ts', 'src/domain/watch/watch-rules.ts'],
    why: 'What goes live settles the flags of the words that it replaces, in one transaction; what readers report is a flag.',
  },
  {
    from: ['src/admin/desk/review/'],
    to: ['src/domain/watch/claim-sources.ts'],
    why: 'A reviewer sees beside each claim what the watch knows of its sources.',
  },
  {
    from: ['src/admin/desk/dashboard/'],
    to: ['src/admin/', 'src/domain/watch/watch-found.ts', 'src/desk/watch/queries/watch-found-of.ts'],
    why: 'The dashboard shows what is to be done in every room.',
  },
]

const PARTS = ['domain', 'store', 'desk', 'worker', 'admin']

/** @returns the path relative to the project root; null for a package. */
function resolved(file, source) {
  if (source.startsWith('.')) return join(dirname(file), source)
  const [part, ...rest] = source.split('/')
  if (part === '#collections') return join('collections', ...rest)
  return PARTS.includes(part.slice(1)) && part.startsWith('#') ? join('src', part.slice(1), ...rest) : null
}

/** @returns layer and room (`''` on the ground floor); null outside the layers. */
function placeOf(file) {
  const layer = LAYERS.find((each) => file.startsWith(`${each}/`))
  if (!layer) return null
  const [room, ...rest] = file.slice(layer.length + 1).split('/')
  return { layer, room: rest.length > 0 && room in ROOMS ? room : '' }
}

const excepted = (from, room, to) =>
  EXCEPTIONS.some(
    (each) =>
      each.from.some((who) => who === room || from.startsWith(who)) &&
      each.to.some((what) => to.startsWith(what)),
  )

/** The part a file belongs to: the folder an alias names; null for files outside the parts. */
const partOf = (file) => /^(?:src\/)?(\w+)\//.exec(file)?.[1] ?? null

/** @returns what is wrong with an import, as a sentence; null if nothing is. */
function problemOf(file, source) {
  const to = resolved(file, source)
  if (
    source.startsWith('.') &&
    !file.startsWith('test/') &&
    /^(src|collections|pipelines|templates)\//.test(file)
  ) {
    const part = partOf(to)
    if (part && part !== partOf(file))
      return 'Import from another part by its alias (#domain/…), so that the boundaries are seen.'
  }
  const from = placeOf(file)
  const target = to && placeOf(to)
  if (!from || !target?.room || target.room === from.room) return null
  if (!from.room)
    return GROUNDED.includes(from.layer) && target.layer === from.layer
      ? 'The ground floor knows no room: move what it needs down, or itself into a room.'
      : null
  if (ROOMS[from.room].includes(target.room) || excepted(file, from.room, to)) return null
  return `The room “${from.room}” does not know “${target.room}”. Hand it what it needs, or name an exception with its reason in eslint.rooms.mjs.`
}

export const rooms = {
  rules: {
    imports: {
      create(context) {
        const file = relative(import.meta.dirname, context.filename).replaceAll('\\', '/')
        const look = (node) => {
          const message = typeof node.source?.value === 'string' ? problemOf(file, node.source.value) : null
          if (message) context.report({ node, message })
        }
        return {
          ImportDeclaration: look,
          ExportNamedDeclaration: look,
          ExportAllDeclaration: look,
          ImportExpression: look,
        }
      },
    },
  },
}
