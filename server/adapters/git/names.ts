/** Git names that may reach a command line. Each throws a TypeError on anything else, so that no name can act as an option. */

export function commitId(text: string): string {
  if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text)) throw new TypeError(`not a commit id: ${text.slice(0, 80)}`)
  return text
}

export function branchReference(branch: string): string {
  if (!isReferenceName(branch)) throw new TypeError(`not a branch name: ${branch.slice(0, 80)}`)
  return `refs/heads/${branch}`
}

export function tagReference(tag: string): string {
  if (!isReferenceName(tag)) throw new TypeError(`not a tag name: ${tag.slice(0, 80)}`)
  return `refs/tags/${tag}`
}

/** Where the anchors of one shard of the log are. */
export function ledgerReference(shard: string): string {
  if (!isReferenceName(shard) || shard.includes('/')) throw new TypeError(`not a shard: ${shard.slice(0, 80)}`)
  return `refs/ledger/${shard}`
}

function isReferenceName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(name) && !/\.\.|\/\/|\/\.|\.lock(\/|$)|[./]$/.test(name)
}

export function revision(reference: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._/~^-]*$/.test(reference) || reference.includes('..'))
    throw new TypeError(`not a reference: ${reference.slice(0, 80)}`)
  return reference
}

/** A path inside a tree: relative, `/`-separated, never up, never into Git's own data. */
export function treePath(path: string): string {
  const parts = path.split('/')
  const bad = (part: string) =>
    part === '' || part === '.' || part === '..' || /^\.git$/i.test(part) || /[\0\n]/.test(part)
  if (parts.some(bad)) throw new TypeError(`not a path inside the repository: ${path.slice(0, 200)}`)
  return path
}

/** Local folder, https or ssh. An address with a password in it is refused: it would be stored in the clear. */
export function cloneSource(source: string): string {
  if (/^\/[^\0]*$/.test(source)) return source
  if (/^[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+:[A-Za-z0-9_~/][\w./~-]*$/.test(source)) return source
  if (!URL.canParse(source))
    throw new TypeError('A repository is an absolute folder, an https address or an ssh address.')
  const url = new URL(source)
  if (!['https:', 'ssh:'].includes(url.protocol))
    throw new TypeError(`Repositories are not fetched over ${url.protocol}//.`)
  if (url.password)
    throw new TypeError('The address carries a password. Use one without; Git asks your credential setup.')
  return source
}
