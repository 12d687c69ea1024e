import config from '#config'
import { REST_DELETE, REST_GET, REST_OPTIONS, REST_PATCH, REST_POST, REST_PUT } from '@payloadcms/next/routes'
import { refusedBeforePayload } from '#lib/before-payload.ts'

type Route = ReturnType<typeof REST_GET>

const route =
  (answer: Route): Route =>
  async (request, args) =>
    (await refusedBeforePayload(request)) ?? answer(request, args)

export const GET = route(REST_GET(config))
export const POST = route(REST_POST(config))
export const DELETE = route(REST_DELETE(config))
export const PATCH = route(REST_PATCH(config))
export const PUT = route(REST_PUT(config))
export const OPTIONS = route(REST_OPTIONS(config))
