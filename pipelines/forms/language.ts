/** Language of every guide (BCP 47). */
export const LANGUAGE = 'en'
