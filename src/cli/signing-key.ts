import { pemOf, type SigningKey } from '#domain/publish/signing-keys.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { rotateSigningKey, signer } from '#lib/signing-keys.ts'

const textOf = ({ id, since, publicKey }: SigningKey, words: string): string =>
  `${words} ${since}: ${id}\n${pemOf(publicKey)}`

/** Prints the public keys; makes the first where there is none yet, so that it can be handed out before a release. */
export function showKeys({ json }: { json: boolean }): void {
  const { keys } = signer(env().dataDir, systemClock.now())
  if (json) return void process.stdout.write(`${JSON.stringify(keys)}\n`)
  const [signs, ...rotated] = keys.toReversed()
  const texts = [
    ...(signs ? [textOf(signs, 'Signs releases since')] : []),
    ...rotated.map((key) => textOf(key, 'Rotated; signed releases since')),
  ]
  process.stdout.write(texts.join('\n'))
}

export async function rotateKey({ json }: { json: boolean }): Promise<void> {
  const key = await rotateSigningKey(env().dataDir, systemClock.now())
  if (json) return void process.stdout.write(`${JSON.stringify(key)}\n`)
  process.stdout.write(
    `${textOf(key, 'Signs releases since')}\nThe next release is signed with it; “recourse publish” makes one now. If the old key was stolen, tell everybody who verifies releases to use this key alone.\n`,
  )
}
