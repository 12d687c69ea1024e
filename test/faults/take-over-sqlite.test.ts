import { takeOver } from '../support/take-over.ts'

await takeOver('sqlite')
