import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

/** Writes `dist/`: everything a version needs to run, without `node_modules`. The same sources always give the same bytes. */
rmSync('dist', { recursive: true, force: true })

/** `pg` is CommonJS inside an ES module, so the bundle brings its own `require`. */
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

await Promise.all([
  build({
    entryPoints: { server: 'server/main.ts', migrate: 'server/migrate.ts' },
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: ['pg-native'],
    banner: { js: banner },
  }),
  build({
    entryPoints: { app: 'front/main.tsx' },
    outdir: 'dist/public/static',
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  }),
])

for (const kept of ['migrations', 'config', 'docs', 'openapi.json']) cpSync(kept, `dist/${kept}`, { recursive: true })
cpSync('front/app.css', 'dist/public/static/app.css')
cpSync('front/icon.svg', 'dist/public/static/icon.svg')
writeFileSync('dist/public/index.html', page())
writeFileSync('dist/package.json', '{ "type": "module" }\n')

/** The page's title is the service's own, from its settings. */
function page(): string {
  const settings = JSON.parse(readFileSync('config/service.json', 'utf8')) as { title: string }
  const escaped = settings.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return readFileSync('front/index.html', 'utf8').replace('{{title}}', () => escaped)
}
