import { Link } from '@payloadcms/ui'

/** Tells administrators that a password alone opens every account. */
export const SecondFactorOff = ({ admin }: { admin: string }) => (
  <p className="desk-notice" id="second-factor-off">
    No second factor is required: a password alone may approve what readers see. SECOND_FACTOR in the settings
    of the server changes that. Anybody can <Link href={`${admin}/account`}>set one up</Link> now.
  </p>
)
