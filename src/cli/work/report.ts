/** Reports progress: step name, done, total. */
export type Report = (step: string, done: number, total: number) => void
