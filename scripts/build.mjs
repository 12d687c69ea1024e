// npm run build: sets up what is missing, including the admin.
import { setUp } from './setup.mjs'

setUp()
