/** Time as a value: what needs it is handed one, so that tests and replays can set it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still, or moves only when it is told to. */
export function fixedClock(instant: string | Date): Clock & { set(instant: string | Date): void } {
  let at = new Date(instant)
  return {
    now: () => new Date(at),
    set: (next) => {
      at = new Date(next)
    },
  }
}
