/**
 * Shows next to a field how many sources support its claim. For array rows the claim is `<array>.<row key>`.
 */
export const claimLabel = (claim: string) => ({
  admin: {
    components: {
      Description: { path: '/src/admin/watch/claim-sources.tsx#ClaimSources', clientProps: { claim } },
    },
  },
})
