'use client'
import { useConfig, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { RELATIONS, STANDINGS } from '#domain/standing.ts'
import type { InstrumentImpact } from '#domain/impact.ts'

/** Every entry and claim that rests on an instrument, with links to the work. */
export function ImpactPanel() {
  const { config } = useConfig()
  const { id, collectionSlug } = useDocumentInfo()
  const chosen = useFormFields(([fields]) => fields.instrument?.value)
  const instrument =
    collectionSlug === 'instruments'
      ? id
      : typeof chosen === 'object' && chosen
        ? (chosen as { id?: string }).id
        : (chosen as string | undefined)
  const [impact, setImpact] = useState<InstrumentImpact[] | null>(null)
  useEffect(() => {
    if (!instrument) return setImpact(null)
    let current = true
    void fetch(`${config.routes.api}/instruments/${instrument}/impact`, {
      credentials: 'include',
      cache: 'no-store',
    })
      .then(async (response) =>
        response.ok ? ((await response.json()) as { impact: InstrumentImpact[] }).impact : [],
      )
      .then((found) => current && setImpact(found))
    return () => {
      current = false
    }
  }, [instrument, config.routes.api])
  if (!impact) return null
  return (
    <section className="field-type impact" aria-labelledby="impact-heading">
      <h3 id="impact-heading">What rests on it</h3>
      {impact.length === 0 ? (
        <p>No entry rests on this instrument yet. Entries name it under “Law it rests on”.</p>
      ) : (
        <table className="impact__table">
          <thead>
            <tr>
              <th scope="col">Entry</th>
              <th scope="col">Provision</th>
              <th scope="col">What it does here</th>
              <th scope="col">How it stands</th>
              <th scope="col">Claims</th>
            </tr>
          </thead>
          <tbody>
            {impact.map((row) => (
              <tr key={`${row.entry} ${row.provision} ${row.relation}`}>
                <td>
                  <a href={`${config.routes.admin}/collections/${row.collection}/${row.id}`}>{row.label}</a>
                </td>
                <td>{row.provision ?? '—'}</td>
                <td>{RELATIONS[row.relation]}</td>
                <td>{STANDINGS[row.standing]}</td>
                <td>{row.claims.length > 0 ? row.claims.join(', ') : 'the whole entry'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
