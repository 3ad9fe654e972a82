import { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import type { CommitId, Git } from '#server/ports/git.ts'
import { repositoryOf } from './location.ts'

/** What a repository without a model of ours offers to build on: nothing known, so templates that need an entity decline. */
const emptyModel = (service: string): WorkspaceModel => ({ version: 1, service, entities: [], config: {} })

/** The service's own description of what it has (`model/service.json`), as it stands at a commit. */
export async function readWorkspaceModel(git: Git, service: string, commit = 'main'): Promise<WorkspaceModel> {
  const repository = repositoryOf(service)
  const id: CommitId = await git.resolve(repository, commit)
  const text = await git.readFile(repository, id, 'model/service.json')
  return text === null ? emptyModel(service) : WorkspaceModel.parse(JSON.parse(text))
}
