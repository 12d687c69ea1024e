/**
 * What a link on another site leads to first. With that visit browsers send no strict cookie, so nobody seems to be
 * signed in; the page asks for itself once more, and with that visit they do.
 */
export function OnceMore({ page }: { page: string }) {
  return (
    <main style={{ padding: '15vh 1.5rem 0', textAlign: 'center' }}>
      <meta httpEquiv="refresh" content={`0; url=${page}`} />
      <p>
        One moment… <a href={page}>Go on</a>
      </p>
    </main>
  )
}
