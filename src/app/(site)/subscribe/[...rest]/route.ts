import { missingPage } from '#pipelines/subscribe/pages.ts'
import { page } from '../answer.ts'
import { here } from '../here.ts'

/** Nothing else stands below /subscribe. */
export const GET = async (): Promise<Response> => page(missingPage((await here()).site), 404)
