/** Address of the page on which all that waits for a review of a place is read as a whole. */
export const reviewGuideHref = (admin: string, place: string): string =>
  `${admin}/review-guide?${new URLSearchParams({ of: place })}`
