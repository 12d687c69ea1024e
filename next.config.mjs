import { withPayload } from '@payloadcms/next/withPayload'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // The server opens the database before it starts Next; both must use the very same modules.
  serverExternalPackages: [
    'payload',
    '@payloadcms/db-sqlite',
    '@payloadcms/db-mongodb',
    '@payloadcms/drizzle',
    '@libsql/client',
    'mongoose',
    'pino',
    'nodemailer',
  ],
  typescript: { ignoreBuildErrors: true }, // `npm run validate` checks them
  devIndicators: false,
  turbopack: { root: import.meta.dirname },
}

const full = withPayload(config)
// Payload's own headers ask for client hints from every page; ours are set by the server.
delete full.headers
export default full
