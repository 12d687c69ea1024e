// Makes a node the first of its replica set, and the account of Recourse, which may read and write its database alone.
// Run with mongosh as root of the database; running it again changes only the password.
/* global db, process, rs, sleep */
try {
  rs.status()
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error
  rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] })
}
while (!db.hello().isWritablePrimary) sleep(200)

const own = db.getSiblingDB('recourse')
const account = { pwd: process.env.MONGO_PASSWORD, roles: [{ role: 'readWrite', db: 'recourse' }] }
if (own.getUser('recourse')) own.updateUser('recourse', account)
else own.createUser({ user: 'recourse', ...account })
