import { type LoadedPolicy, loadPolicy as loadWasm } from '@open-policy-agent/opa-wasm'
import canonicalize from 'canonicalize'
import * as z from 'zod/mini'
import { PolicyRefusal } from './refusal.ts'
import { type Classification, inputOf, Manifest, RuleText, resultOf, type Verdict } from './schemas.ts'
import type { Entrypoint } from './vocabulary.ts'

/** Runs the compiled policy. Knows no rule and imports nothing of Node: the browser runs the same file. */

export interface PolicyFiles {
  manifest: string
  wasm: Uint8Array<ArrayBuffer>
  /** policies/data.json and policies/dist/rules.json, as text, because their digests are of the bytes. */
  data: string
  rules: string
}

interface Results {
  'guard/verdict': Verdict
  'autonomy/classification': Classification
}

export interface Policy {
  /** The name of exactly these rules, thresholds and purposes. */
  readonly digest: string
  readonly texts: Readonly<Record<string, RuleText>>
  /**
   * Asks the policy. Lists in the answer are sorted, so that equal decisions have equal digests.
   * @throws PolicyRefusal when the input is not exactly of its type, was made for another policy, or no answer came.
   */
  evaluate<E extends Entrypoint>(entrypoint: E, input: unknown): Results[E]
}

/**
 * Loads a policy and checks it against its manifest.
 * @throws PolicyRefusal when any digest differs, or the policy would call a function of the host.
 */
export async function loadPolicy(files: PolicyFiles): Promise<Policy> {
  const manifest = await verified(files)
  const wasm = await loadWasm(files.wasm)
  const wanted = hostFunctions(wasm)
  if (wanted.length > 0) throw new PolicyRefusal('hostFunctions', wanted)
  wasm.setData(JSON.parse(files.data) as object)
  return {
    digest: manifest.digest,
    texts: z.parse(RulesFile, JSON.parse(files.rules)).texts,
    evaluate: (entrypoint, input) => ask(wasm, manifest.digest, entrypoint, input),
  }
}

const RulesFile = z.object({ texts: z.record(z.string(), RuleText) })
const ManifestFile = z.object({ manifest: Manifest })

function ask<E extends Entrypoint>(wasm: LoadedPolicy, digest: string, entrypoint: E, raw: unknown): Results[E] {
  if (!Object.hasOwn(inputOf, entrypoint) || !Object.hasOwn(wasm.entrypoints as object, entrypoint))
    throw new PolicyRefusal('unknownEntrypoint', [entrypoint])
  const schema: z.core.$ZodType<{ policyDigest: string }> = inputOf[entrypoint]
  const input = z.safeParse(schema, raw)
  if (!input.success) throw new PolicyRefusal('input', input.error.issues.map(problem))
  if (input.data.policyDigest !== digest) throw new PolicyRefusal('otherPolicy', [input.data.policyDigest])

  const [answer] = wasm.evaluate(input.data, entrypoint) as { result: unknown }[]
  const result = z.safeParse(resultOf[entrypoint] as unknown as z.core.$ZodType<Results[E]>, answer?.result)
  if (!result.success) throw new PolicyRefusal('noAnswer', result.error.issues.map(problem))
  return sorted(result.data)
}

async function verified(files: PolicyFiles): Promise<Manifest> {
  const { manifest } = z.parse(ManifestFile, JSON.parse(files.manifest))
  const encode = new TextEncoder()
  const found = {
    wasm: await sha256(files.wasm),
    data: await sha256(encode.encode(files.data)),
    rules: await sha256(encode.encode(files.rules)),
    digest: await sha256(encode.encode(canonicalize(manifest.policy))),
  }
  const expected = {
    wasm: manifest.policy.wasmSha256,
    data: manifest.policy.dataSha256,
    rules: manifest.policy.rulesSha256,
    digest: manifest.digest,
  }
  const differing = (Object.keys(found) as (keyof typeof found)[]).filter((name) => found[name] !== expected[name])
  if (differing.length > 0) throw new PolicyRefusal('damaged', differing)
  return manifest
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Names of functions the wasm would ask its host for. Ours asks for none, so no host can change a decision. */
function hostFunctions(wasm: LoadedPolicy): string[] {
  const { exports } = wasm.wasmInstance as WebAssembly.Instance
  const call = exports as Record<string, (...values: number[]) => number>
  const address = call.opa_json_dump?.(call.builtins?.() ?? 0) ?? 0
  const memory = new Uint8Array(wasm.mem.buffer)
  const end = memory.indexOf(0, address)
  return Object.keys(JSON.parse(new TextDecoder().decode(memory.slice(address, end))) as object)
}

/** Sets come in no order; canonical text gives them one. */
function sorted<T>(value: T): T {
  if (Array.isArray(value)) {
    const keyed = value.map((each) => sorted(each)).map((each) => [canonicalize(each) ?? '', each] as const)
    return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, each]) => each) as T
  }
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, sorted(each)])) as T
}

function problem(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.') || 'input'}: ${issue.message}`
}
