import { ago } from '#domain/desk/board.ts'
import { readLast } from '#store/desk/board/deeds.ts'
import { each, facts, type Tell } from './facts.ts'

/** What this person wrote and a reviewer sent back. */
export const changes: Tell = async (req, onlooker, heads) => {
  const asked = await readLast(
    req,
    heads.map(({ entry }) => entry),
    'request-changes',
  )
  return new Map(
    heads.map(({ entry, openAt }) => {
      const event = asked.get(entry)
      const notes = (event?.details.notes ?? []) as { text: string }[]
      return [
        entry,
        facts({
          verb: 'Edit',
          words: `sent back ${event ? `by ${event.actor.name} ` : ''}${ago(openAt ?? '', onlooker.now)}${notes[0] ? `: “${notes[0].text}”` : ''}`,
        }),
      ]
    }),
  )
}

/** What this person saved and nobody has submitted. */
export const drafts: Tell = each(({ liveHash, openState }) =>
  facts({
    verb: 'Edit',
    words: openState
      ? 'saved again since it was submitted'
      : liveHash
        ? 'saved since it went live; readers see the older words'
        : 'never submitted',
  }),
)
