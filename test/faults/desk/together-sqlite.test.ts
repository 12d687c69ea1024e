// Named before anything is loaded that opens a database.
process.env.TEST_DATABASE = 'sqlite'
const { togetherKills } = await import('../../support/desk/together-kills.ts')

await togetherKills('sqlite')
export {}
