'use client'
import { useAllFormFields } from '@payloadcms/ui'
import { useEffect, useState } from 'react'

const PATHS = ['password', 'confirm-password'] as const

/** Passes Payload's rules for a password, and is none: the server keeps no password of a new account. */
const filler = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), String).join('-')

/**
 * On the screen of a new account. Payload's form asks for a password, which is hidden by style and filled: the server
 * keeps none that an administrator sends, and the owner sets one by the link in a mail.
 */
export function NewAccount() {
  const [value] = useState(filler)
  const [fields, dispatch] = useAllFormFields()
  // The form sets all its fields anew once it is there.
  useEffect(() => {
    for (const path of PATHS)
      if (fields[path]?.value !== value) dispatch({ type: 'UPDATE', path, value, valid: true })
  }, [dispatch, fields, value])
  return (
    <p className="desk-notice" id="new-account">
      They get a mail with a link to set their own password. It works for three days. Without a mail server,
      the mail is a file in the folder “mail” of the data folder.
    </p>
  )
}
