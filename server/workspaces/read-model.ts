import * as z from 'zod/mini'
import type { Git } from '#server/ports/git.ts'
import { repositoryOf } from './places.ts'
import { WorkspaceModel } from './schemas.ts'

const modelPath = 'model/service.json'

/**
 * What the service already has, from `model/service.json` on its default branch, or at `commit`. A repository without that
 * file has an empty model: a person's own code, which the templates do not know.
 * @throws Error when the file is there and cannot be read
 */
export async function readWorkspaceModel(git: Git, service: string, commit?: string): Promise<WorkspaceModel> {
  const repository = repositoryOf(service)
  const text = await git.readFile(repository, commit ?? (await git.resolve(repository, 'HEAD')), modelPath)
  if (text === null) return { version: 1, service, entities: [], config: {} }
  const parsed = z.safeParse(WorkspaceModel, JSON.parse(text))
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]
  throw new Error(`${modelPath} of ${service} cannot be read: ${first?.path.join('.')}: ${first?.message}`)
}
