import { dayIn } from '#domain/dates.ts'
import { isVerdict, type ExpertVerdict } from '#domain/desk/experts.ts'
import { LIMITS, cleaned, cut, textProblem } from '#domain/text-rules.ts'
import { entryTitle } from '#domain/publish/changes.ts'
import { answerAsExpert } from '#desk/desk/experts.ts'
import { Refused } from '#desk/desk.ts'
import { env } from '#lib/env.ts'
import { expertPage, expertThanksPage, type AnswerProblem } from '#pipelines/expert/pages.ts'
import { catalogue } from '#templates/words/index.ts'
import { formOf, page, tokenIn } from '../answer.ts'
import type { Here } from '../here.ts'
import { served } from '../served.ts'
import { askedBy, isPublished, withReadersPage, type Asked } from './asked.ts'
import { closed } from './closed.ts'
import { throttled } from './throttled.ts'

interface Typed {
  verdict: ExpertVerdict | null
  because: string
  name: string
}

/** The text, the question and the form, with what was typed and what is wrong with it. */
async function shown(
  at: Here,
  token: string,
  asked: Asked,
  { typed, problems }: { typed: Typed; problems: AnswerProblem[] },
): Promise<Response> {
  const { ask, edition, entry } = asked
  const { snapshot, path } = await withReadersPage(at, asked)
  const place = snapshot.jurisdictions.find(({ key }) => key === entry.jurisdiction)
  return page(
    expertPage(at.site, {
      token,
      name: ask.name,
      by: ask.by.name,
      question: ask.question,
      until: dayIn(env().siteTimeZone, new Date(ask.until)),
      entry,
      n: edition.n,
      title: entryTitle(entry, place?.name ?? null),
      place: place?.name ?? null,
      isPublished: await isPublished(at, asked),
      page: path === null ? null : `/expert/page?t=${token}${new URL(path, 'http://here').hash}`,
      typed,
      problems,
    }),
    problems.length > 0 ? 422 : 200,
  )
}

/** What an expert is asked. */
export const GET = served(async (at, request) => {
  const refused = await throttled(at, request)
  if (refused) return refused
  const token = tokenIn(request)
  const asked = await askedBy(at, token)
  if (typeof asked === 'string') return closed(at, asked)
  return shown(at, token, asked, {
    typed: { verdict: null, because: '', name: asked.ask.name },
    problems: [],
  })
})

function problemsOf({ verdict, because, name }: Typed): AnswerProblem[] {
  const problems: AnswerProblem[] = []
  if (verdict === null) problems.push({ field: 'verdict', message: catalogue.expert.verdictMissing })
  if (because.length > LIMITS.note)
    problems.push({ field: 'because', message: catalogue.expert.becauseLong({ most: LIMITS.note }) })
  else if (textProblem(because, LIMITS.note) !== null)
    problems.push({ field: 'because', message: catalogue.expert.unfit })
  else if (verdict === 'objects' && because.trim() === '')
    problems.push({ field: 'because', message: catalogue.expert.becauseMissing })
  if (name.trim() === '') problems.push({ field: 'name', message: catalogue.expert.nameMissing })
  else if (name.length > LIMITS.line)
    problems.push({ field: 'name', message: catalogue.expert.nameLong({ most: LIMITS.line }) })
  else if (textProblem(name, LIMITS.line, { multiline: false }) !== null)
    problems.push({ field: 'name', message: catalogue.expert.unfit })
  return problems
}

async function typedIn(request: Request): Promise<Typed> {
  const form = await formOf(request)
  const sent = (name: string): string => form(name)[0] ?? ''
  const verdict = sent('verdict')
  return {
    verdict: isVerdict(verdict) ? verdict : null,
    because: cleaned(cut(sent('because').replace(/\r\n?/g, '\n'), 4 * LIMITS.note)),
    name: cleaned(cut(sent('name'), 4 * LIMITS.line)),
  }
}

/** Records an answer, or says what is wrong with it: nothing typed is lost. */
export const POST = served(async (at, request) => {
  const refused = await throttled(at, request)
  if (refused) return refused
  const token = tokenIn(request)
  const asked = await askedBy(at, token)
  if (typeof asked === 'string') return closed(at, asked)
  const typed = await typedIn(request)
  const problems = problemsOf(typed)
  const { verdict } = typed
  if (problems.length > 0 || verdict === null) return shown(at, token, asked, { typed, problems })
  try {
    const taken = await at.act((mine) =>
      answerAsExpert(
        { ...mine, timeZone: env().siteTimeZone },
        { token, verdict, because: typed.because, name: typed.name },
      ),
    )
    return taken ? page(expertThanksPage(at.site)) : closed(at, 'ended')
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    // Somebody answered, replaced or ended it in this very moment.
    const now = await askedBy(at, token)
    return closed(at, typeof now === 'string' ? now : 'answered')
  }
})
