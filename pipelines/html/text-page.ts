import { prose } from '#domain/content/prose.ts'
import type { Site } from '#domain/content/site.ts'
import { paths } from '#domain/publish/paths.ts'
import { frame } from '#templates/views/frame.ts'
import { firstParagraph, type Page } from './page.ts'

export const textPage = (
  site: Site,
  path: string,
  heading: string,
  text: string,
  links: { href: string; label: string }[],
): Page => ({
  path,
  template: 'pages/text',
  view: {
    ...frame(site, {
      title: heading,
      description: firstParagraph(prose(text)) ?? heading,
      noindex: path === paths.notFound,
    }),
    heading,
    blocks: prose(text),
    links,
  },
})
