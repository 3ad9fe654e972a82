import { execFile } from 'node:child_process'
import { readFile, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { getCACertificates } from 'node:tls'
import { promisify } from 'node:util'
import { InstallFailed } from '#server/ports/dependencies.ts'

const run = promisify(execFile)

/** How this machine reaches its package registry, as its npm is configured. */
export interface NpmSettings {
  /** Folder of the npm package on this machine. */
  npm: string
  registry: URL
  /** An HTTP proxy on the way to the registry. */
  proxy: URL | null
  /** Certificates to trust besides Node's own, PEM. */
  certificates: string
}

/** Asks the npm on the path; its settings come from the person's npmrc and the environment. @throws InstallFailed without one */
export async function readNpmSettings(): Promise<NpmSettings> {
  try {
    const { stdout } = await run('npm', ['config', 'list', '--json'], { cwd: '/', maxBuffer: 2 ** 22 })
    const config = JSON.parse(stdout) as Record<string, unknown>
    const registry = new URL(String(config.registry))
    return {
      npm: await npmFolder(),
      registry,
      proxy: proxyFor(registry, config),
      certificates: await certificates(config),
    }
  } catch (error) {
    throw new InstallFailed(
      `npm could not be asked for its settings: ${(error as Error).message.split('\n')[0]}. Install npm 10 or later.`,
    )
  }
}

/** Where npm's own files are: its command is a link to `bin/npm-cli.js`, else it lies below the prefix. */
async function npmFolder(): Promise<string> {
  const { stdout } = await run('/bin/sh', ['-c', 'command -v npm'])
  const file = await realpath(stdout.trim())
  if (file.endsWith('/bin/npm-cli.js')) return dirname(dirname(file))
  const prefix = (await run('npm', ['config', 'get', 'prefix'], { cwd: '/' })).stdout.trim()
  return await realpath(join(prefix, 'lib', 'node_modules', 'npm'))
}

function proxyFor(registry: URL, config: Record<string, unknown>): URL | null {
  const exempt = [config.noproxy].flat().flatMap((names) => (typeof names === 'string' ? names.split(',') : []))
  if (exempt.some((name) => name !== '' && registry.hostname.endsWith(name.trim().replace(/^\*/, '')))) return null
  const address = registry.protocol === 'https:' ? (config['https-proxy'] ?? config.proxy) : config.proxy
  return typeof address === 'string' && address !== '' ? new URL(address) : null
}

async function certificates(config: Record<string, unknown>): Promise<string> {
  const file = typeof config.cafile === 'string' ? [await readFile(config.cafile, 'utf8')] : []
  const given = [config.ca].flat().filter((text) => typeof text === 'string')
  return [...new Set([...getCACertificates('extra'), ...getCACertificates('system'), ...given, ...file])].join('\n')
}
