/**
 * Paths that generated code may not touch, at any depth unless the pattern begins at the root: what governs, what decides how code is
 * checked, built and installed, and Git's own. Changing them is a person's commit, judged as such.
 */
const protectedPatterns: readonly RegExp[] = [
  /^policies(\/|$)/,
  /^\.(github|gitlab|circleci|buildkite|husky|vscode|idea|dominion)(\/|$)/,
  /(^|\/)(\.git[^/]*|node_modules)(\/|$)/,
  /(^|\/)(codeowners|jenkinsfile|azure-pipelines\.yml|bitbucket-pipelines\.yml|\.gitlab-ci\.yml|\.travis\.yml)(\/|$)/,
  /(^|\/)(package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|bun\.lockb?)(\/|$)/,
  /(^|\/)\.(npmrc|yarnrc|yarnrc\.yml|nvmrc|node-version|env(\.[^/]*)?)(\/|$)/,
  /(^|\/)(biome\.jsonc?|\.oxlintrc\.json|tsconfig[^/]*\.json|(vitest|vite|eslint|prettier|jest|knip)\.config\.[^/]+|\.(eslintrc|prettierrc)[^/]*)(\/|$)/,
  /^dominion\.json(\/|$)/,
]

/** Compared without regard to case, as some file systems do. */
export function isProtected(path: string): boolean {
  const folded = path.normalize('NFKC').toLowerCase()
  return protectedPatterns.some((pattern) => pattern.test(folded))
}
