'use client'
import { useEditorConfigContext } from '@payloadcms/richtext-lexical/client'
import { useId, useState } from 'react'
import { Struck } from './struck.tsx'
import { usePaste, type PasteNotice } from './use-paste.ts'
import { goToProblem, useProblems } from './use-problems.ts'

/** Below the editor: what a paste dropped, what it asks, and what a save is refused for. */
export function Guard() {
  const id = useId()
  const { editor } = useEditorConfigContext()
  const [notices, setTold] = useState<readonly PasteNotice[]>([])
  usePaste(setTold)
  const { refused, problems } = useProblems(id)

  return (
    <>
      <div role="status">
        {notices.length > 0 && (
          <div className="desk-notice desk-notice--warning rich-told">
            {notices.some(({ pasted }) => pasted) && (
              <p>What was pasted is here, with these changes. Look whether it still says the same.</p>
            )}
            <ul>
              {notices.map(({ sentence }) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            <button type="button" className="desk-link" onClick={() => setTold([])}>
              Hide this
            </button>
          </div>
        )}
      </div>
      <Struck />
      <div role="alert" id={id}>
        {problems.length > 0 && (
          <div className="desk-notice desk-notice--error rich-refused">
            <p>
              {refused
                ? 'Not saved. This has no place in a guide:'
                : 'This cannot be saved while it stands here:'}
            </p>
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.path.join('.')} ${problem.message}`}>
                  <button type="button" className="desk-link" onClick={() => goToProblem(editor, problem)}>
                    {problem.message}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </>
  )
}
