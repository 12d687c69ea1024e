/** The time source, passed in explicitly so that tests and replays can set it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that moves only when it is set. */
export function fixedClock(instant: string | Date): Clock & { set(instant: string | Date): void } {
  let at = new Date(instant)
  return {
    now: () => new Date(at),
    set: (next) => {
      at = new Date(next)
    },
  }
}
