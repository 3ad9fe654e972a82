import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cloneSource } from './names.ts'

/** A place commits are pushed to. */
export interface Remote {
  /** As Git is given it. */
  address: string
  /** As people and logs see it: without a user's name, which may be a token. */
  shown: string
}

/** A folder, a file:, https: or ssh: address. @throws TypeError on others, and on one with a password in it */
export function remoteOf(text: string): Remote {
  const address = text.startsWith('file://') ? fileURLToPath(text) : cloneSource(text)
  if (!URL.canParse(address)) return { address, shown: address }
  const url = new URL(address)
  if (url.protocol === 'https:') url.username = ''
  return { address, shown: url.href }
}

/** Comma-separated. @throws TypeError */
export function remotesOf(list: string): Remote[] {
  return list
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
    .map(remoteOf)
}

/**
 * What lets Git reach a remote by its own means: the credential setup of the account this runs under, and its SSH keys.
 * Nothing is asked for, and no hook of that account runs.
 */
export function networkOfAccount(): Record<string, string> {
  const own = join(homedir(), '.gitconfig')
  return {
    HOME: homedir(),
    GIT_SSH_COMMAND: 'ssh -oBatchMode=yes',
    ...(existsSync(own) && { GIT_CONFIG_GLOBAL: own }),
  }
}

/** Overrules that account's configuration. */
export const networkSettings = ['-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0', '-c', 'push.followTags=false']

/** Git's words about a remote without the address it was given. */
export function withoutAddress(message: string, { address, shown }: Remote): string {
  return message.replaceAll(address, shown).replaceAll(/\/\/[^/@\s]+@/g, '//')
}
