/** An overdue second review, for its mail. */
export interface SecondReviewView {
  /** Name of the recipient. */
  name: string
  /** Name of the entry. */
  label: string
  /** True where only change notes were corrected. */
  notesAlone: boolean
  /** Due day of the review, in UTC. */
  day: string
  time: string
  /** Link to the entry's edit screen. */
  href: string
}

/** @param due instant, ISO 8601. */
export const secondReviewView = ({
  due,
  ...view
}: Omit<SecondReviewView, 'day' | 'time'> & { due: string }): SecondReviewView => ({
  ...view,
  day: due.slice(0, 10),
  time: due.slice(11, 16),
})
