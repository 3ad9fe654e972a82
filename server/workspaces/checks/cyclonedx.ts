import type { CheckReport } from '../schemas.ts'

type Component = CheckReport['components'][number]

/**
 * The components as a CycloneDX 1.5 document. The same components are the same bytes: it has no serial number and no time,
 * which the entry that names it has.
 */
export function cycloneDx(components: readonly Component[]): string {
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    components: components.map(componentOf),
  })
}

/** A development package is not part of what is built. Licences are what the package says, so they are names. */
function componentOf({ purl, licence, scope }: Component) {
  const at = purl.lastIndexOf('@')
  return {
    type: 'library',
    'bom-ref': purl,
    name: decodeURIComponent(purl.slice('pkg:npm/'.length, at)),
    version: purl.slice(at + 1),
    purl,
    scope: scope === 'required' ? 'required' : 'excluded',
    ...(licence === null ? {} : { licenses: [{ license: { name: licence } }] }),
  }
}
