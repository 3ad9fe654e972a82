/** Where generated code runs: no network, no keys, only the folders named. Never falls back to running without isolation. */
export interface Sandbox {
  readonly isolation: 'bubblewrap'
  /** Says whether code can be isolated on this machine; a `no` carries the one line a person needs to mend it. */
  status(): Promise<SandboxStatus>
  /**
   * Runs to the end. A timeout, an output past the cap or an abort kills everything inside; none of them throws. Gives way to
   * services.
   * @throws Interrupted when somebody else ended it
   */
  run(command: SandboxCommand, signal: AbortSignal): Promise<SandboxResult>
  /** Starts a long-lived process, for services. It dies with this process. */
  spawn(command: SandboxCommand): SandboxProcess
}

/** `reduced`: what this machine cannot give a sandbox, in words for the person who runs it. */
export type SandboxStatus =
  | { available: true; version: string; reduced: string | null }
  | { available: false; reason: string; remedy: string }

export interface SandboxCommand {
  argv: readonly [string, ...string[]]
  /** Path inside the sandbox. */
  workingFolder: string
  binds: readonly SandboxBind[]
  environment: Readonly<Record<string, string>>
  timeoutMs: number
  memoryMb: number
  outputLimitBytes: number
}

export interface SandboxBind {
  /** Absolute path on the host: a file, a folder or a Unix socket's folder. */
  source: string
  /** Absolute path inside. */
  target: string
  writable: boolean
}

export interface SandboxResult {
  outcome: 'exited' | 'timedOut' | 'outputTooLarge' | 'aborted' | 'outOfMemory'
  /** Null unless the outcome is `exited`. */
  exitCode: number | null
  stdout: string
  stderr: string
  durationMs: number
}

export interface SandboxProcess {
  readonly pid: number
  readonly exited: Promise<{ exitCode: number | null; signal: string | null; stderrTail: string }>
  /** Sends SIGTERM to the process inside; SIGKILL to everything after the grace. */
  stop(graceMs: number): Promise<void>
}
