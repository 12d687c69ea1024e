import type { ArrayField, Field, TextFieldSingleValidation } from 'payload'
import { contactProblem, CONTACT_KINDS, dialled, type ContactKind } from '#domain/content/contacts.ts'
import { normaliseUrl } from '#domain/urls.ts'
import { textOf } from '#domain/values.ts'
import { readBody } from '#store/content/bodies.ts'
import { claimLabel } from './claim-label.ts'
import { options } from './options.ts'
import { line } from './plain-text.ts'
import { distinctKeys, rowKey } from './row-key.ts'

const normalised = (kind: unknown, value: unknown): string => {
  const text = textOf(value).trim()
  if (kind === 'web' || kind === 'app')
    try {
      return normaliseUrl(text)
    } catch {
      return text // the validation reports the problem
    }
  return kind === 'email' || kind === 'in-person' ? text : dialled(text)
}

const kindField: Field = {
  type: 'select',
  name: 'kind',
  label: 'Kind',
  required: true,
  defaultValue: 'phone',
  options: options(CONTACT_KINDS),
  admin: { width: '25%' },
}

/** The dialled number, or the address to open. */
const valueField: Field = {
  type: 'text',
  name: 'value',
  label: 'Number or address',
  hooks: { beforeValidate: [({ value, siblingData }) => normalised(siblingData?.kind, value)] },
  validate: ((value, { siblingData }) => {
    const { kind, printed } = siblingData as { kind?: ContactKind; printed?: string }
    return contactProblem({ kind: kind ?? 'phone', value: textOf(value), printed: printed ?? '' }) ?? true
  }) as TextFieldSingleValidation,
  admin: {
    width: '40%',
    description:
      'What is dialled: international form (+443001232040), a short code (999, #7233), or a text-relay prefix and its number (18001 101). Spaces are removed.',
  },
}

/** Ways to reach someone. */
export const contacts = ({
  name = 'contacts',
  label = 'Contacts',
  description,
  claim,
}: { name?: string; label?: string; description?: string; claim?: string } = {}): ArrayField => ({
  type: 'array',
  name,
  label,
  labels: { singular: 'Contact', plural: 'Contacts' },
  validate: distinctKeys(20),
  admin: {
    description,
    initCollapsed: true,
    components: {
      RowLabel: '/src/admin/content/rows/contact-row.tsx#ContactRow',
      ...(claim === undefined ? {} : claimLabel(claim).admin.components),
    },
  },
  fields: [
    {
      type: 'row',
      fields: [
        kindField,
        valueField,
        {
          type: 'ui',
          name: 'printedFrom',
          admin: { components: { Field: '/src/admin/content/fields/printed-from.tsx#PrintedFrom' } },
        },
        line({
          name: 'printed',
          label: 'As printed',
          required: true,
          admin: { width: '35%', description: 'As people write it: 0300 123 2040, 1-800-799-SAFE.' },
        }),
      ],
    },
    {
      type: 'row',
      fields: [
        line({ name: 'hours', label: 'Hours', admin: { width: '35%' } }),
        line({ name: 'note', label: 'Note', admin: { width: '35%' } }),
        rowKey('printed'),
      ],
    },
  ],
})

/** Contacts taken from body records, so that each number is stored only once. */
export const bodyContacts = (description: string): ArrayField => ({
  type: 'array',
  name: 'bodyContacts',
  label: 'Contacts of bodies',
  labels: { singular: 'Contact of a body', plural: 'Contacts of bodies' },
  admin: {
    description,
    components: { RowLabel: '/src/admin/content/rows/body-contact-row.tsx#BodyContactRow' },
  },
  fields: [
    {
      type: 'row',
      fields: [
        {
          type: 'relationship',
          name: 'body',
          label: 'Body',
          relationTo: 'bodies',
          required: true,
          admin: { width: '50%', allowEdit: true },
        },
        {
          type: 'text',
          name: 'contact',
          label: 'Contact',
          required: true,
          admin: {
            width: '50%',
            components: { Field: '/src/admin/content/fields/body-contact.tsx#BodyContactField' },
          },
          validate: (async (value, { siblingData, req }) => {
            const { body } = siblingData as { body?: string | { id: string } }
            const id = typeof body === 'object' ? body?.id : body
            if (!id) return 'Choose the body first.'
            if (typeof value !== 'string' || value === '') return 'Choose one of the contacts of the body.'
            const found = await readBody(req, id)
            if (!found) return 'This body is not there any more: choose another.'
            return found.contacts?.some(({ key }) => key === value)
              ? true
              : `${found.name} has no contact “${value}”: choose one of its contacts, or add it to the body.`
          }) as TextFieldSingleValidation,
        },
      ],
    },
  ],
})
