import type { TreeFile } from '#server/ports/git.ts'
import { serviceFiles } from '#templates/code/index.ts'

/** The files of a new service of this name, made from our own template pack: the first commit of its repository. */
export function harbourFiles(service: string): TreeFile[] {
  return serviceFiles(service)
}
