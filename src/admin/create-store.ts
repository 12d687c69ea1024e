'use client'
import { useSyncExternalStore } from 'react'

/** Values by name that several parts of a screen share: each part is drawn again when its value changes. */
interface Store<T> {
  read: (name: string) => T
  write: (name: string, value: T) => void
  /** The value, in a component. */
  useValue: (name: string) => T
}

/** @param empty what stands under a name where nothing was written. */
export function createStore<T>(empty: T): Store<T> {
  const values = new Map<string, T>()
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const read = (name: string): T => values.get(name) ?? empty
  return {
    read,
    write: (name, value) => {
      if (value === empty) values.delete(name)
      else values.set(name, value)
      for (const listener of listeners) listener()
    },
    useValue: (name) =>
      useSyncExternalStore(
        subscribe,
        () => read(name),
        () => empty,
      ),
  }
}
