/** What of npm's lockfile (version 3) matters here. */
export interface Lockfile {
  packages: Record<string, LockedPackage>
}

export interface LockedPackage {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

/** A package some entry wants on another platform, and where npm would look for it. */
export interface Missing {
  name: string
  range: string
  wantedBy: string
}

const systems = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony']
const processors = ['x64', 'arm64', 'arm', 'ia32', 'riscv64', 'ppc64', 's390x', 'loong64', 'mips64el', 'wasm32']
/** Names that do not say their platform. */
const unspoken: Record<string, Pick<LockedPackage, 'os'>> = { fsevents: { os: ['darwin'] } }

/** Where Node looks for a package from inside another: the nearest `node_modules` first. */
function* placesFor(name: string, from: string): Generator<string> {
  for (let folder = from; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1)))
    yield `${folder}/node_modules/${name}`
  yield `node_modules/${name}`
}

/** Optional packages that entries name and the lockfile lacks: npm leaves out what its registry does not hold. */
export function missingPackages(lock: Lockfile): Missing[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => ![...placesFor(name, path)].some((place) => lock.packages[place]))
      .map(([name, range]) => ({ name, range, wantedBy: path })),
  )
}

/**
 * What a package's name says about where it runs.
 * @throws Error when it says nothing: then npm would fetch it everywhere
 */
export function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[-_/.]/)
  const os = systems.find((system) => words.includes(system)) ?? (words.includes('windows') ? 'win32' : undefined)
  const cpu = processors.find((processor) => words.includes(processor))
  if (!os && !cpu && !unspoken[name]) throw new Error(`${name} does not say its platform: add it to ${import.meta.url}`)
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : undefined
  return { ...unspoken[name], ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc }) }
}

/** The same lockfile with an entry for every package of every platform, without a hash: npm then fetches it by name. */
export function complete(lock: Lockfile): Lockfile {
  const packages = { ...lock.packages }
  for (const { name, range, wantedBy } of missingPackages(lock)) {
    const entry: LockedPackage = { version: range.replace(/^[\^~=]/, ''), ...platformOf(name), optional: true }
    const place = packages[`node_modules/${name}`] ? `${wantedBy}/node_modules/${name}` : `node_modules/${name}`
    packages[place] = packages[wantedBy]?.dev ? { ...entry, dev: true } : entry
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1))
  return { ...lock, packages: Object.fromEntries(sorted) }
}
