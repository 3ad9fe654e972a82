import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { mendedFactory, patchDriver } from './adapter.ts'

/** The engine's methods by the names of its protocol. */
export type Engine = Record<string, (parameters: unknown) => Promise<unknown>>

/** A schema file: its path and its text. */
export type SchemaFile = [path: string, content: string]

interface Bindings {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
  SchemaEngine: { new: (options: unknown, log: (line: string) => void, adapter: unknown) => Promise<Engine> }
}

const { __wbg_set_wasm: setWasm, SchemaEngine } = bindings as unknown as Bindings

async function load(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const program = readFileSync(join(folder, 'schema_engine_bg.wasm'))
  const imports = { './schema_engine_bg.js': bindings } as unknown as WebAssembly.Imports
  const { instance } = await WebAssembly.instantiate(program, imports)
  setWasm(instance.exports)
  const begin = instance.exports.__wbindgen_start
  if (typeof begin !== 'function') throw new Error('The schema engine has no start function')
  begin()
  const registry = { message: '', set_message: (message: string) => Object.assign(registry, { message }) }
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry })
}

/** Starts the engine on a database, with the schema files it is to know. */
export async function startEngine(address: string, files: readonly SchemaFile[]): Promise<Engine> {
  patchDriver()
  await load()
  const options = { datamodels: files.length > 0 ? files : undefined }
  return SchemaEngine.new(options, () => undefined, bindMigrationAwareSqlAdapterFactory(mendedFactory(address)))
}
