import { NEW_ZEALAND_KEY } from '#domain/watch/registers.ts'
import { env } from '#lib/env.ts'
import { readKeyFile } from '#lib/key-file.ts'
import { ok, type Check } from './check.ts'
import { openFinding } from './open-file.ts'

const { setting, giver } = NEW_ZEALAND_KEY

/** Keys of registers are read as they are for a request; none is shown, and no register is asked. */
export const registersCheck: Check = {
  what: 'Registers',
  look: () => {
    const { nzLegislationKeyFile: file } = env()
    if (file === null)
      return Promise.resolve([
        ok(
          `The register of New Zealand is not read: it needs a key of ${giver}, in a file that ${setting} names.`,
        ),
      ])
    readKeyFile(setting, file)
    const open = openFinding(file)
    const found = ok(
      `${file} holds a key for the register of New Zealand. If it is refused, The watch says so in the admin.`,
    )
    return Promise.resolve(open ? [found, open] : [found])
  },
}
