import { isIP } from 'node:net'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

/** A passkey as it is kept. */
export interface Passkey {
  credential: string
  /** Base64url of the public key. */
  publicKey: string
  /** Uses, as the authenticator counts them; 0 if it does not. */
  counter: number
  transports: string[]
}

/** Loaded when somebody first uses a passkey: it takes memory that nothing else needs. */
const webauthn = () => import('@simplewebauthn/server')

/** The site as browsers know it (WebAuthn, “relying party”). */
const siteOf = (publicUrl: string): { rpID: string; origin: string } => {
  const { hostname, origin } = new URL(publicUrl)
  return { rpID: hostname, origin }
}

/** Whether browsers allow passkeys there: at a name, not an address, and encrypted unless it is this machine. */
export function mayHavePasskeys(publicUrl: string): boolean {
  const { hostname, protocol } = new URL(publicUrl)
  const local = hostname === 'localhost' || hostname.endsWith('.localhost')
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 && (protocol === 'https:' || local)
}

type Kept = Pick<Passkey, 'credential' | 'transports'>
const descriptors = (kept: readonly Kept[]): { id: string; transports: never[] }[] =>
  kept.map(({ credential, transports }) => ({ id: credential, transports: transports as never[] }))

/** What a browser is asked for a new passkey. */
export async function offerPasskey(
  publicUrl: string,
  { id, email, name }: { id: string; email: string; name: string },
  kept: readonly Kept[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await webauthn()
  return generateRegistrationOptions({
    rpName: 'Recourse',
    rpID: siteOf(publicUrl).rpID,
    userID: new Uint8Array(Buffer.from(id)),
    userName: email,
    userDisplayName: name,
    attestationType: 'none',
    excludeCredentials: descriptors(kept),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  })
}

/** The new passkey; null if the answer does not fit the challenge or this site. */
export async function readNewPasskey(
  publicUrl: string,
  challenge: string,
  response: unknown,
): Promise<Passkey | null> {
  const { verifyRegistrationResponse } = await webauthn()
  const { rpID, origin } = siteOf(publicUrl)
  const result = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(() => null) // whatever does not fit
  if (!result?.verified) return null
  const { id, publicKey, counter, transports = [] } = result.registrationInfo.credential
  return {
    credential: id,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports: transports.map(String),
  }
}

/** What a browser is asked to prove a passkey. */
export async function askPasskey(
  publicUrl: string,
  kept: readonly Kept[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn()
  return generateAuthenticationOptions({
    rpID: siteOf(publicUrl).rpID,
    allowCredentials: descriptors(kept),
    userVerification: 'required',
  })
}

/** The passkey's new counter; null if the answer does not prove it. */
export async function readPasskeyProof(
  publicUrl: string,
  challenge: string,
  response: unknown,
  { credential, publicKey, counter, transports }: Passkey,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await webauthn()
  const { rpID, origin } = siteOf(publicUrl)
  const result = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: {
      id: credential,
      publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
      counter,
      transports,
    },
  }).catch(() => null) // whatever does not fit
  return result?.verified ? result.authenticationInfo.newCounter : null
}
