/** A source that may be meant. */
export interface NearSource {
  id: string
  title: string
  url: string
  host: string
}

/** Sources near what somebody pasted or typed. */
export interface SourcesNear {
  /** The source with exactly this address. */
  exact: NearSource | null
  /** Others on the same page, or with such a title; the nearest first. */
  near: NearSource[]
  /** Not everything is read yet: there may be more. */
  reading: boolean
}
