'use client'
import { useFormFields } from '@payloadcms/ui'
import { useEffect } from 'react'

/**
 * On the screen of a new account. Payload's form asks for a password, which is hidden by style and filled: the server
 * keeps none that an administrator sends, and the owner sets one by the link in a mail.
 */
export function NewAccount() {
  const dispatch = useFormFields(([, dispatchFields]) => dispatchFields)
  useEffect(() => {
    const value = crypto.randomUUID()
    for (const path of ['password', 'confirm-password'])
      dispatch({ type: 'UPDATE', path, value, valid: true, initialValue: value })
  }, [dispatch])
  return (
    <p className="desk-notice" id="new-account">
      They get a mail with a link to set their own password. It works for three days. Without a mail server,
      the mail is a file in the folder “mail” of the data folder.
    </p>
  )
}
