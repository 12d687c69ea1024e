/** Addresses that a link of a mail leads to, and the forms behind it. */
export const addresses = {
  confirm: (token: string): string => `/subscribe/confirm?t=${token}`,
  manage: (token: string): string => `/subscribe/manage?t=${token}`,
  leave: (token: string): string => `/subscribe/leave?t=${token}`,
}
