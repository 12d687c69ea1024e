import { missingPage } from '#pipelines/subscribe/refusal-pages.ts'
import { page } from '../../answer.ts'
import { served } from '../../served.ts'

/** No other page exists below /subscribe. */
export const GET = served(async ({ site }) => page(missingPage(site), 404))
