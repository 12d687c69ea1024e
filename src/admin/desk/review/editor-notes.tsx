import { useDocumentInfo } from '@payloadcms/ui'

interface Noted {
  editorNote?: string | null
  sections?: { heading?: string; editorNote?: string | null }[] | null
}

/** What editors say to one another about an entry, as saved: it is no part of what is decided. */
export function EditorNotes() {
  const { savedDocumentData } = useDocumentInfo()
  const { editorNote, sections } = (savedDocumentData ?? {}) as Noted
  const notes = [
    { about: 'The whole entry', text: editorNote },
    ...(sections ?? []).map((section) => ({
      about: section.heading ?? 'A section',
      text: section.editorNote,
    })),
  ].filter(({ text }) => text?.trim())
  if (notes.length === 0) return null
  return (
    <section className="desk-card" id="review-editor-notes" aria-label="Editors’ notes">
      <h2>Editors’ notes, never published</h2>
      <ul>
        {notes.map(({ about, text }) => (
          <li key={about}>
            {about}: <span className="desk-quote">{text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
