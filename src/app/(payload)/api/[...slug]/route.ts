import config from '#config'
import { REST_DELETE, REST_GET, REST_OPTIONS, REST_PATCH, REST_POST, REST_PUT } from '@payloadcms/next/routes'
import { unreadableGet } from '#lib/stands-for-get.ts'
import { answered } from '../answered.ts'

const post = REST_POST(config)

export const GET = answered(REST_GET(config))
export const POST = answered(
  async (request, args: Parameters<typeof post>[1]) => (await unreadableGet(request)) ?? post(request, args),
)
export const DELETE = answered(REST_DELETE(config))
export const PATCH = answered(REST_PATCH(config))
export const PUT = answered(REST_PUT(config))
export const OPTIONS = REST_OPTIONS(config)
