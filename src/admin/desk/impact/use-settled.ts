'use client'
import { useEffect, useState } from 'react'

/** Milliseconds without a key until typed text is looked up. */
const PAUSE = 400

/** Typed text, once whoever types it pauses. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
