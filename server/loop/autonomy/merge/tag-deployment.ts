import { logger } from '#server/platform/logger.ts'
import { type CommitId, type Git, ReferenceMoved } from '#server/ports/git.ts'

/** What a tag says of one deployment to production. Ids and digests only. */
export interface Deployed {
  service: string
  changeId: string
  /** Id of the rollout. */
  deploymentId: string
  artifactDigest: string
  /** The ledger's entry of its last step. */
  ledgerEvent: string
}

/** Tags `deploy/production/1`, `deploy/production/2` and so on: apart from whatever tags people use. */
const series = 'deploy/production'
/** Somebody may take a number between looking and tagging. */
const triesAtMost = 3

/**
 * Marks the commit that reached production by an annotated, signed tag; once, however often it is asked. A tag that cannot be
 * made holds nothing up: the ledger's entry stands. @returns its name, or null
 */
export async function tagDeployment(
  git: Git,
  repository: string,
  commit: CommitId,
  deployed: Deployed,
): Promise<string | null> {
  for (let tried = 0; tried < triesAtMost; tried++) {
    try {
      const [made] = await git.tags(repository, series, commit)
      return made ?? (await tagNext(git, repository, commit, deployed))
    } catch (error) {
      if (error instanceof ReferenceMoved) continue
      logger.error('deployment.tag', { error })
      return null
    }
  }
  return null
}

async function tagNext(git: Git, repository: string, commit: CommitId, deployed: Deployed): Promise<string> {
  const numbers = (await git.tags(repository, series)).map((name) => Number(name.slice(series.length + 1)))
  const name = `${series}/${Math.max(0, ...numbers.filter(Number.isSafeInteger)) + 1}`
  await git.tag(repository, name, commit, {
    title: `${deployed.service} serves this commit in production`,
    facts: [
      ['Deployment-Id', deployed.deploymentId],
      ['Artifact-Digest', deployed.artifactDigest],
      ['Change-Id', deployed.changeId],
      ['Ledger-Event', deployed.ledgerEvent],
    ],
    taggerId: 'system-orchestrator',
  })
  return name
}
