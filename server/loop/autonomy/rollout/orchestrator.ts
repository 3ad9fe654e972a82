import type { Actor } from '#server/identity/index.ts'

export const orchestrator: Actor = { kind: 'system', name: 'orchestrator' }
