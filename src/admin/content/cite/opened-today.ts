'use client'
import { useState } from 'react'
import { isRecord } from '#domain/checks.ts'

/** Addresses of pages that were opened from a form of this browser, and the day: somebody who read one has it in mind. */
const NAME = 'recourse:pages-opened'

function read(today: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null')
    return isRecord(kept) && kept.day === today && Array.isArray(kept.urls)
      ? kept.urls.filter((url) => typeof url === 'string')
      : []
  } catch {
    return [] // not ours, or the browser keeps nothing: each page is opened once more
  }
}

/** Which pages were opened today, in any form. */
export function useOpenedToday(today: string): {
  isOpened: (url: string) => boolean
  open: (url: string) => void
} {
  const [opened, setOpened] = useState(() => read(today))
  return {
    isOpened: (url) => opened.includes(url),
    open: (url) => {
      const urls = [...new Set([...read(today), url])]
      setOpened(urls)
      try {
        localStorage.setItem(NAME, JSON.stringify({ day: today, urls }))
      } catch {
        // The browser keeps nothing: it counts as opened in this form.
      }
    },
  }
}
