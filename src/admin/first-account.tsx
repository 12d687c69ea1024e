/** What `/admin` shows before there is an account: accounts are created by command, never by the first visitor. */
export function FirstAccount() {
  return (
    <main style={{ maxWidth: '40rem', margin: '15vh auto', padding: '0 1.5rem' }}>
      <h1>No accounts yet</h1>
      <p>Make the first one on the machine where Recourse runs:</p>
      <pre>
        <code>
          npm run recourse -- user add --name &quot;Ada Example&quot; --email ada@example.org --roles
          administrator,reviewer,editor
        </code>
      </pre>
      <p>The command prints a password once. Then reload this page and sign in.</p>
    </main>
  )
}
