#!/usr/bin/env node
import { administer } from './administer.ts'
import { serve } from './serve.ts'

/* What Prisma's command line starts instead of its own engine. Always exits with the code that line expects. */
const args = process.argv.slice(2)
const valuesOf = (name) => args.flatMap((word, index) => (word === name ? [args[index + 1]] : []))

if (args.includes('--version')) {
  process.stdout.write('schema-engine-cli wasm\n')
} else {
  const [source] = valuesOf('--datasource')
  const url = (source && JSON.parse(source).url) ?? process.env.DATABASE_URL
  if (args.includes('cli')) process.exit(await administer(url, args.at(-1)))
  serve(url, valuesOf('--datamodels'))
}
