// Named before anything is loaded that opens a database.
process.env.TEST_DATABASE = 'mongodb'
const { togetherKills } = await import('../../support/desk/together-kills.ts')

await togetherKills('mongodb')
export {}
