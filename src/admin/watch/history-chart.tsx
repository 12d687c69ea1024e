'use client'
import { LINK_REASONS, LINK_VERDICTS, type LinkVerdict } from '#domain/watch/link-checks.ts'
import type { SourceLook } from '#domain/watch/watch-desk.ts'
import { counted, listed, printInstant } from '#admin/words.ts'

/** The level of a check: shown by the height of its bar, so that colour is not needed. */
const LEVELS = { works: 'answered', unclear: 'unclear', fails: 'failed' } as const
type Level = keyof typeof LEVELS

const LEVEL_OF: Record<LinkVerdict, Level> = {
  fine: 'works',
  moved: 'works',
  caution: 'works',
  refused: 'unclear',
  'cannot-tell': 'unclear',
  missing: 'fails',
  gone: 'fails',
}

const HEIGHTS: Record<Level, number> = { works: 10, unclear: 24, fails: 44 }
const HEIGHT = 48
const WIDTH = 9
const MOST = 60

/** “58 answered, 1 unclear and 1 failed”. */
function inWords(looks: readonly SourceLook[]): string {
  const counts = (Object.keys(LEVELS) as Level[]).map((level) => ({
    level,
    n: looks.filter(({ verdict }) => LEVEL_OF[verdict] === level).length,
  }))
  return listed(counts.filter(({ n }) => n > 0).map(({ level, n }) => `${n} ${LEVELS[level]}`))
}

interface Run {
  look: SourceLook
  until: string
  times: number
}

/** Consecutive checks with the same result, in one line; newest first. */
function runsOf(looks: readonly SourceLook[]): Run[] {
  const runs: Run[] = []
  for (const look of looks) {
    const last = runs.at(-1)
    if (last && last.look.because === look.because && last.look.status === look.status) {
      last.until = look.at
      last.times += 1
    } else runs.push({ look, until: look.at, times: 1 })
  }
  return runs.reverse()
}

/** The results of a source's checks, oldest at the left: a small chart, and the same in words. */
export function HistoryChart({ history }: { history: readonly SourceLook[] }) {
  const looks = history.slice(-MOST)
  const [first] = looks
  const last = looks.at(-1)
  if (!first || !last) return <p className="watch__aside">It has not been checked yet.</p>
  const width = Math.max(looks.length, 20) * WIDTH
  return (
    <div className="watch__history">
      <svg
        role="img"
        viewBox={`0 0 ${width} ${HEIGHT + 2}`}
        style={{ maxWidth: width }}
        aria-label={`${counted(looks.length, 'check')}: ${inWords(looks)}.`}
      >
        {looks.map((look, index) => {
          const level = LEVEL_OF[look.verdict]
          return (
            <rect
              key={look.at}
              className={`watch__bar watch__bar--${level}`}
              x={index * WIDTH}
              y={HEIGHT - HEIGHTS[level]}
              width={WIDTH - 3}
              height={HEIGHTS[level]}
            >
              <title>
                {printInstant(look.at)}: {LINK_VERDICTS[look.verdict]}
              </title>
            </rect>
          )
        })}
        <line className="watch__axis" x1="0" x2={width} y1={HEIGHT + 1} y2={HEIGHT + 1} />
      </svg>
      <p className="watch__aside">
        {counted(looks.length, 'check')} since {printInstant(first.at)}: {inWords(looks)}. The taller the bar,
        the worse.
      </p>
      <details className="watch__more">
        <summary>The same as a list</summary>
        <ul className="watch__resting">
          {runsOf(looks).map(({ look, until, times }) => (
            <li key={look.at}>
              <strong>{LINK_VERDICTS[look.verdict]}</strong>
              {look.status === null ? '' : ` (${look.status})`}, {counted(times, 'check')},{' '}
              {times > 1 ? `${printInstant(look.at)} to ${printInstant(until)}` : printInstant(look.at)}
              <span className="watch__aside">{LINK_REASONS[look.because].sentence}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
