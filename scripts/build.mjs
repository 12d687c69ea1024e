// npm run build: sets up what is missing, the admin among it.
import { setUp } from './setup.mjs'

setUp()
