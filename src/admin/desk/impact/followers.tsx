import { counted } from '#domain/desk/impact.ts'

/** How many people are mailed when it goes live. */
export const Followers = ({ n }: { n: number }) =>
  n > 0 ? (
    <span className="impact__aside">{counted(n, 'subscriber follows', 'subscribers follow')} them</span>
  ) : null
