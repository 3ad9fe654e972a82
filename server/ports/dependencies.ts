/** Installs a workspace's packages, once for each lockfile, where only the package registry can be reached. */
export interface Dependencies {
  /**
   * Gives the folder to bind read-only as `node_modules`. Runs no package's scripts. Two who ask at once share one install;
   * one that was cut short is never used.
   * @throws InstallFailed when the packages cannot be had
   */
  install(files: DependencyFiles, signal: AbortSignal): Promise<InstalledDependencies>
}

export interface DependencyFiles {
  /** Text of `package.json`. */
  manifest: string
  /** Text of `package-lock.json`. */
  lockfile: string
}

export interface InstalledDependencies {
  lockfileSha256: string
  /** Absolute path of the `node_modules` folder. */
  folder: string
  /** False when it was there already. */
  fresh: boolean
}

/** The message says what npm said, without addresses of the machine. */
export class InstallFailed extends Error {
  override readonly name = 'InstallFailed'
}
