// Named before anything is loaded that opens a database.
process.env.TEST_DATABASE = 'sqlite'
const { takeOver } = await import('../support/take-over.ts')

await takeOver('sqlite')
export {}
