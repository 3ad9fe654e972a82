import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import type { Actor } from '#server/identity/index.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { database } from '#server/platform/db/index.ts'
import { activePolicy } from '#server/policy/index.ts'
import { policyTest } from '#server/policy/toolchain/index.ts'
import { findPolicyRelease, insertPolicyRelease } from './store.ts'

const setup: Actor = { kind: 'system', name: 'setup' }

const Tested = z.object({ digest: z.string(), testsPassed: z.int(), testsFailed: z.int() })

/**
 * Runs the Rego tests of the policy that came with the product and records what they said of its digest, once per digest
 * (ADR-001 "OPA Policies": before every deployment). Without that record nothing is deployed.
 * @throws PolicyRefusal when the policy on disk is not the one its manifest names.
 */
export async function activatePolicy(): Promise<void> {
  const { digest } = await activePolicy()
  if (await findPolicyRelease(database(), digest)) return
  const report = await policyTest({ coverage: false })
  if (report.tests.length === 0) throw new Error(report.diagnostics[0]?.message ?? 'the policy has no tests')
  await recordTested(setup, { digest, testsPassed: report.passed, testsFailed: report.failed })
}

const recordTested = governed('policy.activate', Tested, async (act, tested) => {
  await insertPolicyRelease(act.tx, tested)
  return { result: undefined, entry: [entryOf('tested', tested), entryOf('activated', tested)] }
})

function entryOf(event: 'tested' | 'activated', tested: z.infer<typeof Tested>): EntryDraft {
  const { digest, testsPassed, testsFailed } = tested
  return {
    kind: 'policy-activation',
    changeId: null,
    runId: null,
    riskTier: null,
    subjects: [{ name: 'policy', sha256: digest }],
    materials: [],
    predicate: {
      event,
      bundleSha256: digest,
      previousBundleSha256: null,
      testsPassed: event === 'tested' ? testsPassed : null,
      testsFailed: event === 'tested' ? testsFailed : null,
    },
  }
}
