/** How far a piece of work is: a name, and so many of so many. */
export type Report = (step: string, done: number, total: number) => void
