/** In whose name mail is sent, unless another was approved: it gives nobody away who reads over a shoulder. */
export const NEUTRAL_SENDER = 'Updates'

/** At the foot of every digest, unless another was approved. */
export const NEUTRAL_FOOTER =
  'You get this because somebody asked for it with this address, and it was confirmed.'
