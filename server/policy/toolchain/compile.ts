import { z } from 'zod'
import { digestOf, sha256 } from '#server/platform/digest.ts'
import { checkedSchemas } from '#server/policy/inputs/index.ts'
import type { Manifest } from '#server/policy/schemas.ts'
import { readRules } from '#server/policy/toolchain/annotations.ts'
import { policyData } from '#server/policy/toolchain/data.ts'
import type { Diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { ownRepository, runOpa, type Workplace } from '#server/policy/toolchain/invoke.ts'
import {
  capabilitiesFile,
  dataFile,
  dist,
  listSources,
  readText,
  schemaFolder,
} from '#server/policy/toolchain/sources.ts'
import { entrypoints } from '#server/policy/vocabulary.ts'

/** All that a build makes, path to bytes; nothing is on disk yet. */
export interface Compiled {
  manifest: Manifest | null
  files: Map<string, Buffer>
  diagnostics: Diagnostic[]
}

/** Makes every generated file from the sources, the same bytes each time. The manifest is null when anything is wrong. */
export async function compilePolicies(place: Workplace): Promise<Compiled> {
  const files = new Map<string, Buffer>()
  for (const [path, text] of schemaFiles()) files.set(path, Buffer.from(text))

  const { rules, diagnostics: metadata } = await readRules(place)
  const data = await policyData(place.root, rules)
  const ruleTexts = `${JSON.stringify({ texts: rules }, null, 2)}\n`
  files.set(dataFile, Buffer.from(data.text))
  files.set(dist.rules, Buffer.from(ruleTexts))

  const sources = await listSources(place.root)
  const built = await runOpa(
    { command: 'build', sources: sources.rules, entrypoints, capabilities: capabilitiesFile },
    place,
  )
  const diagnostics = [...metadata, ...data.diagnostics, ...built.diagnostics]
  if (built.wasm === null || diagnostics.length > 0) return { manifest: null, files, diagnostics }

  const policy = {
    opaVersion: built.opaVersion,
    entrypoints: [...entrypoints],
    wasmSha256: sha256(built.wasm),
    dataSha256: sha256(data.text),
    rulesSha256: sha256(ruleTexts),
  }
  const manifest: Manifest = {
    version: 1,
    digest: digestOf(policy),
    policy,
    sources: await sourceDigests(place.root, sources.rules),
    programSha256: (await readText(ownRepository, 'tools/opa/opa.wasm.br.sha256')).slice(0, 64),
  }
  files.set(dist.wasm, built.wasm)
  files.set(dist.manifest, Buffer.from(`${JSON.stringify({ manifest }, null, 2)}\n`))
  return { manifest, files, diagnostics }
}

function schemaFiles(): [path: string, text: string][] {
  return Object.entries(checkedSchemas).map(([name, schema]) => {
    const text = JSON.stringify(checkable(z.toJSONSchema(schema, { target: 'draft-7' })), null, 2)
    return [`${schemaFolder}/${name}/schema.json`, `${text}\n`]
  })
}

/**
 * OPA's checker gives up on "an object or null", and with it on every field inside. For checking the names of fields the
 * null is left away; that it may come is what the evidence rules are for.
 */
function checkable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(checkable)
  if (schema === null || typeof schema !== 'object') return schema
  const { anyOf, ...rest } = schema as { anyOf?: { type?: string }[] }
  const others = anyOf?.filter(({ type }) => type !== 'null')
  const [only] = others ?? []
  if (others?.length === 1 && (only?.type === 'object' || only?.type === 'array')) return checkable(only)
  return Object.fromEntries(
    Object.entries(anyOf ? { anyOf, ...rest } : rest).map(([key, each]) => [key, checkable(each)]),
  )
}

async function sourceDigests(root: string, rules: readonly string[]): Promise<Record<string, string>> {
  const paths = [...rules, capabilitiesFile]
  const digests = await Promise.all(paths.map(async (path) => [path, sha256(await readText(root, path))] as const))
  return Object.fromEntries(digests)
}
