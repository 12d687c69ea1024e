import type { Site } from '#domain/content/site.ts'
import { KEPT_DAYS } from '#domain/mail/subscribers.ts'
import { choicesView, messageFor, otherPartsView, type ChoicesForm, type Problem } from './choices.ts'
import { formPage } from '#templates/form-page.ts'
import { catalogue } from '#templates/words/index.ts'

/** The subscription form, with the sent values where they have errors. */
export const subscribePage = (site: Site, { typed, ...form }: ChoicesForm & { typed: string }): string =>
  formPage(
    site,
    {
      name: 'subscribe',
      heading: catalogue.subscribe.heading,
      wrong: form.problems.length > 0,
      noindex: false,
    },
    {
      problems: form.problems,
      field: { typed, problem: messageFor(form.problems, 'address') },
      choices: choicesView(form),
      otherParts: otherPartsView(form),
      kept: KEPT_DAYS,
    },
  )

/** The form that requests the link to the choices. */
export const linkPage = (
  site: Site,
  { typed, problems }: { typed: string; problems: readonly Problem[] },
): string =>
  formPage(
    site,
    { name: 'subscribe-link', heading: catalogue.subscribe.choicesHeading, wrong: problems.length > 0 },
    { problems, field: { typed, problem: messageFor(problems, 'address') } },
  )
