import type { Field, GlobalConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import type { GuideWords } from '#domain/content/site.ts'
import { GUIDE_LABELS } from '#domain/content/structure.ts'
import { keptByAdministrators } from './access/roles.ts'
import { deskEndpoints } from './entries/endpoints.ts'
import { deskNotices, deskParts, deskScreens, revisionField } from './entries/entry.ts'
import { address } from './fields/address.ts'
import { email } from './fields/email.ts'
import { line, paragraphs } from './fields/plain-text.ts'
import { recordSite, startedFrom } from './site/hooks.ts'

const heading = (name: string, label: string): Field => line({ name, label, required: true })
const text = (name: string, label: string, description?: string): Field =>
  paragraphs({ name, label, required: true, description })

/** Words and settings of the whole site. `{place}` stands for the jurisdiction's name mid-sentence. */
export const site: GlobalConfig = {
  slug: 'site',
  label: RECORD_NAMES.site.singular,
  access: {
    read: keptByAdministrators.read,
    update: keptByAdministrators.update,
    readVersions: keptByAdministrators.readVersions,
  },
  versions: { drafts: false, max: 0 },
  hooks: { beforeOperation: [startedFrom], beforeChange: [recordSite] },
  endpoints: deskEndpoints('site'),
  admin: {
    group: 'Structure',
    description:
      'Brand, fixed words of the guides, mail. Administrators change them; readers see them as they were reviewed. “{place}” stands for the name of the place.',
    hideAPIURL: true,
    components: { elements: deskParts, views: { edit: deskScreens } },
  },
  fields: [
    deskNotices,
    {
      type: 'tabs',
      tabs: [
        {
          label: RECORD_NAMES.site.singular,
          fields: [
            {
              type: 'row',
              fields: [
                line({ name: 'brand', label: 'Brand', required: true, admin: { width: '40%' } }),
                line({ name: 'strapline', label: 'Strapline', required: true, admin: { width: '60%' } }),
              ],
            },
            text('disclaimer', 'Disclaimer', 'Stands at the foot of every page and on every print.'),
            {
              type: 'checkbox',
              name: 'sample',
              label: 'This is sample content',
              admin: { description: 'Every page says so and is kept out of search engines.' },
            },
            paragraphs({
              name: 'sampleNotice',
              label: 'What sample content says',
              admin: { condition: (data) => data?.sample === true },
            }),
            {
              type: 'row',
              fields: [
                address({
                  name: 'exitUrl',
                  label: 'Leave this site: address',
                  required: true,
                  description: 'A neutral page of somebody else.',
                  admin: { width: '60%' },
                }),
                line({
                  name: 'exitLabel',
                  label: 'Leave this site: words',
                  required: true,
                  admin: { width: '40%' },
                }),
              ],
            },
            email('correctionsEmail', 'Address for corrections'),
            text('about', 'About'),
            text(
              'elsewhere',
              'For places without a guide',
              'What somebody can do whose country has no guide.',
            ),
          ],
        },
        {
          label: 'Guide',
          fields: [
            {
              type: 'group',
              name: 'guide',
              label: false,
              fields: [
                ...(Object.keys(GUIDE_LABELS) as (keyof GuideWords)[]).map((name) =>
                  /title$|Heading$/.test(name)
                    ? heading(name, GUIDE_LABELS[name])
                    : text(name, GUIDE_LABELS[name]),
                ),
              ],
            },
            text('routeClosing', 'The sentence that closes every route'),
          ],
        },
        {
          label: 'Mail',
          fields: [
            line({ name: 'mailSender', label: 'Name of the sender' }),
            paragraphs({ name: 'mailFooter', label: 'Footer' }),
          ],
        },
      ],
    },
    revisionField,
  ],
}
