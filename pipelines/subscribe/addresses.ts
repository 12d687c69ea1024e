/** Addresses used by links in mails, and by the forms behind them. */
export const addresses = {
  confirm: (token: string): string => `/subscribe/confirm?t=${token}`,
  manage: (token: string): string => `/subscribe/manage?t=${token}`,
  leave: (token: string): string => `/subscribe/leave?t=${token}`,
  oneClick: (token: string): string => `/subscribe/one-click?t=${token}`,
}
