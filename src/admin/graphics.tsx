/** The system's name, on the sign-in page. */
export function Logo() {
  return <span className="recourse-logo">Recourse</span>
}

/** Its initial, where there is room for one letter. */
export function Icon() {
  return (
    <span className="recourse-icon" aria-label="Recourse">
      R
    </span>
  )
}
