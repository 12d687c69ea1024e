/**
 * Default sender name, unless another was approved: it gives nothing away to someone looking over a shoulder.
 */
export const NEUTRAL_SENDER = 'Updates'

/** Default footer of every digest, unless another was approved. */
export const NEUTRAL_FOOTER =
  'You get this because somebody asked for it with this address, and it was confirmed.'
