import { machine } from '#server/platform/machine.ts'

/** One worktree's try at writing a change. */
export const runMachine = machine('run', 'running', {
  running: { committed: 'ready', faulted: 'failed', halted: 'stopped', workerLost: 'failed' },
  ready: {},
  failed: {},
  stopped: {},
})
