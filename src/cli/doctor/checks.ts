import { backupCheck } from './backup.ts'
import { browserCheck } from './browser.ts'
import type { Check } from './check.ts'
import { databaseCheck } from './database.ts'
import { dataFolderCheck } from './data-folder.ts'
import { mailCheck } from './mail.ts'
import { registersCheck } from './registers.ts'
import { releaseCheck } from './release.ts'
import { settingsCheck } from './settings.ts'
import { singleSignOnCheck } from './single-sign-on.ts'

/** All checks, in the order in which one depends on another. */
export const CHECKS: readonly Check[] = [
  settingsCheck,
  dataFolderCheck,
  databaseCheck,
  mailCheck,
  singleSignOnCheck,
  registersCheck,
  browserCheck,
  releaseCheck,
  backupCheck,
]
