/** A second review that is late, as its mail tells of it. */
export interface SecondReviewView {
  /** Who is written to. */
  name: string
  /** Name of the entry. */
  label: string
  /** Notes of changes were corrected, and nothing else decided. */
  notesAlone: boolean
  /** When the review was due, in UTC. */
  day: string
  time: string
  /** Where the entry is edited. */
  href: string
}

/** @param due instant, as ISO 8601. */
export const secondReviewView = ({
  due,
  ...view
}: Omit<SecondReviewView, 'day' | 'time'> & { due: string }): SecondReviewView => ({
  ...view,
  day: due.slice(0, 10),
  time: due.slice(11, 16),
})
