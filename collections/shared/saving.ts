import type { UIField } from 'payload'

/** On the form of a record that is no entry: a save compares both versions where somebody saved in between. */
export const comparingSave = {
  SaveButton: '/src/admin/desk/save/save-button.tsx#SaveButton',
}

const above = (name: string, Field: string): UIField => ({
  type: 'ui',
  name,
  admin: {
    disableListColumn: true,
    components: { Field: `/src/admin/desk/save/shared-notices.tsx#${Field}` },
  },
})

/** Above the form: what happened to a save, and what the browser kept of what was typed. */
export const savingNotices = (): UIField => above('saving', 'SharedNotices')

/** The same for an account: the browser keeps nothing of it. */
export const accountNotices = (): UIField => above('saving', 'AccountNotices')
