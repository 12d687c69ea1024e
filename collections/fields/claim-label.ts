/**
 * Shows beside a field how many sources stand behind the claim that it makes. For rows of an array the claim is
 * `<array>.<key of the row>`.
 */
export const claimLabel = (claim: string) => ({
  admin: {
    components: {
      Description: { path: '/src/admin/watch/claim-sources.tsx#ClaimSources', clientProps: { claim } },
    },
  },
})
