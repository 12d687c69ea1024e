import { readJson, writeJson } from '#lib/json-file.ts'
import type { Sha256 } from '#domain/hash.ts'
import type { PrintPlans } from '#pipelines/pdf/output.ts'

interface Kept {
  format: 1
  /** Inputs of the prints of a guide, by the hash of all that they are composed of. */
  plans: Record<string, string[]>
}

const isHash = (hash: unknown): hash is Sha256 => typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)

/** The plans of the last publication. None where they are lost or damaged: then every print is composed. */
export async function readPrintPlans(file: string): Promise<PrintPlans> {
  const { format, plans } = (await readJson<Partial<Kept>>(file).catch(() => null)) ?? {}
  if (format !== 1 || typeof plans !== 'object') return new Map()
  return new Map(
    Object.entries(plans).flatMap(([of, inputs]) =>
      isHash(of) && Array.isArray(inputs) && inputs.every(isHash) ? [[of, inputs]] : [],
    ),
  )
}

export const writePrintPlans = (file: string, plans: PrintPlans): Promise<void> =>
  writeJson(file, { format: 1, plans: Object.fromEntries(plans) })
