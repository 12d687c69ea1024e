import { focusOn } from '#admin/focus-on.ts'

/** Id of the button that asks an expert. */
export const ASK_EXPERT = 'ask-expert'

/** Gives the focus back to that button, once it is there again. */
export const focusAsk = (): void => focusOn(ASK_EXPERT)
