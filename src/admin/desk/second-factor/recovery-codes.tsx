'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'

/** New recovery codes, shown once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <section className="factor__codes" aria-labelledby="factor-codes-title">
      <h3 id="factor-codes-title" ref={title} tabIndex={-1}>
        Your recovery codes
      </h3>
      <p>
        Each lets you in once, if you lose your phone or key. Print them or write them down, and keep them
        apart from it. They are shown only now.
      </p>
      <ol>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="factor__buttons">
        <Button id="factor-kept" size="medium" margin={false} onClick={onKept}>
          I have kept them
        </Button>
        <Button size="medium" buttonStyle="secondary" margin={false} onClick={() => window.print()}>
          Print
        </Button>
      </div>
    </section>
  )
}
