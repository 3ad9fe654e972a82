import { spawn, spawnSync } from 'node:child_process'

const missing = 'bubblewrap is missing, so generated code cannot run here; everything else works.'

const present = () => spawnSync('bwrap', ['--version'], { stdio: 'ignore' }).status === 0

function aptInstalls(): Promise<boolean> {
  const install = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends bubblewrap'
  const apt = spawn('sh', ['-c', install], { stdio: 'ignore' })
  return new Promise((resolve) => apt.once('error', () => resolve(false)).once('exit', (code) => resolve(code === 0)))
}

/**
 * Makes sure bubblewrap is installed, with apt when this is root.
 * @returns undefined when it is there, else the one line a person needs
 */
export async function ensureBubblewrap(say: (line: string) => void): Promise<string | undefined> {
  if (present()) return undefined
  if (process.platform !== 'linux') return `${missing} It exists for Linux only.`
  if (process.getuid?.() !== 0) return `${missing} Remedy: sudo apt-get install bubblewrap`
  say('installing bubblewrap with apt, for the sandbox')
  if ((await aptInstalls()) && present()) return undefined
  return `${missing} apt could not install it. Remedy: apt-get update && apt-get install bubblewrap`
}
