import type { LadderStep } from '#domain/content/content.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { citer, contactView, linkView, type Cited, type ContactView, type LinkView } from './parts.ts'
import type { PageContext, Verification } from './page-context.ts'
import { catalogue } from '../words/index.ts'

export interface StepView {
  id: string
  number: number
  title: string
  text: Cited
  contacts: ContactView[]
  links: LinkView[]
  crossBorder: boolean
}

export interface LadderView {
  id: string
  steps: StepView[]
  standing: Verification
}

const stepId = (ladder: LiveEntry<'ladder'>, step: LadderStep): string => `${ladder.key}/${step.key}`

export function ladderView(
  ladder: LiveEntry<'ladder'>,
  page: PageContext,
  only: (step: { crossBorder: boolean }) => boolean = () => true,
): LadderView {
  const steps = ladder.content.steps
    .map((step, index) => ({ step, number: index + 1 }))
    .filter(({ step }) => only(step))
  return {
    id: ladder.key,
    steps: steps.map(({ step, number }) => ({
      id: stepId(ladder, step),
      number,
      title: step.title,
      text: citer(page.sources, ladder, {
        id: stepId(ladder, step),
        title: catalogue.guide.stepNamed({ number, title: step.title }),
      }).text(`steps.${step.key}`, step.text) ?? { blocks: [], refs: [], since: null },
      contacts: step.contacts.map(contactView),
      links: step.links.map(linkView),
      crossBorder: step.crossBorder,
    })),
    standing: page.standing(ladder, { id: ladder.key, title: catalogue.guide.ladder }),
  }
}
