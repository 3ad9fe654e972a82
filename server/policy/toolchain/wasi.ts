import { readFile } from 'node:fs/promises'
import { WASI } from 'node:wasi'

/**
 * A process of its own, because the program runs synchronously for seconds: `node wasi.ts <program> <work> <exchange>`.
 * It sees two folders and nothing else.
 */
const [program, work, exchange] = process.argv.slice(2) as [string, string, string]
const wasi = new WASI({
  version: 'preview1',
  args: ['opa'],
  env: { PWD: '/work', GOGC: '400' },
  preopens: { '/work': work, '/exchange': exchange },
  returnOnExit: true,
})
const { instance } = await WebAssembly.instantiate(
  await readFile(program),
  wasi.getImportObject() as WebAssembly.Imports,
)
process.exitCode = wasi.start(instance)
