// node compress.mjs <wasm> <target>: brotli at its strongest, and the sha256 of what was compressed.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'

const [source, target] = process.argv.slice(2)
const wasm = readFileSync(source)
const options = {
  [constants.BROTLI_PARAM_QUALITY]: 11,
  [constants.BROTLI_PARAM_LGWIN]: 24,
  [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length,
}
writeFileSync(target, brotliCompressSync(wasm, { params: options }))
writeFileSync(`${target}.sha256`, `${createHash('sha256').update(wasm).digest('hex')}  opa.wasm\n`)
