const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/**
 * A page that leads on to another of this site. A redirect would still count as a visit that another site led to, and
 * browsers send no strict cookie with such a visit.
 */
export const onwardPage = (to: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="0; url=${attribute(to)}"><title>You are signed in</title></head><body><p>You are signed in. <a href="${attribute(to)}">Go on</a></p></body></html>`
