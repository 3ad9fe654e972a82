import type { Anchored } from '../proof/manifest.ts'
import type { EntryView } from '../read.ts'
import { absentGrades } from '../vocabulary.ts'

/** The bundle's readable page: no script, nothing fetched, the same entries always give the same text. */
export function report(
  changeId: string,
  head: { origin: string; size: number },
  entries: readonly EntryView[],
  anchors: readonly Anchored[],
): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Evidence for ${escape(changeId)}</title>
<style>${style}</style>
<h1>Evidence for ${escape(changeId)}</h1>
<p>${entries.length} entries of the log <code>${escape(head.origin)}</code>, proved under its signed head of ${head.size} entries.</p>
<p>This page only describes. The proof is in the files beside it; check them with <code>bin/dominion verify</code>, or with any tool
for DSSE envelopes, C2SP signed notes and RFC 6962 trees.</p>
<ul>${standing(anchors)
    .map((line) => `<li>${escape(line)}</li>`)
    .join('')}</ul>
<h2>What happened</h2>
<table>
<thead><tr><th>Entry</th><th>What</th><th>When</th><th>Who</th><th>Tier</th><th>Says</th></tr></thead>
<tbody>
${entries.map(row).join('\n')}
</tbody>
</table>
</html>
`
}

function standing(anchors: readonly Anchored[]): string[] {
  const kept = anchors.map(({ kind, place, size, at, commit }) => {
    const what = kind === 'git' ? `accepted in Git, as commit ${commit},` : 'stamped (RFC 3161)'
    return `The head of ${size} entries was ${what} by ${place} at ${at}.`
  })
  const remote = anchors.some(({ kind }) => kind === 'git')
  return [absentGrades.witnessed, ...kept, ...(remote ? [] : [absentGrades.anchored])]
}

function row({ place, kind, header, predicate, leafSha256 }: EntryView): string {
  const marks = [header.practice && 'practice', header.scripted && 'scripted'].filter(Boolean).join(', ')
  const who = `${header.actor.kind} ${header.actor.ref}${marks ? ` (${marks})` : ''}`
  const cells = [`${place?.index ?? ''}`, kind, header.occurredAt, who, header.riskTier ?? '']
  const says = `<details><summary><code>${leafSha256.slice(0, 16)}</code></summary><pre>${escape(JSON.stringify(predicate, null, 2))}</pre></details>`
  return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}<td>${says}</td></tr>`
}

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;padding:0 1rem;max-width:80rem}table{border-collapse:collapse;width:100%}
td,th{border-bottom:1px solid #8886;padding:.4rem;text-align:left;vertical-align:top}pre{overflow:auto;max-width:40rem}code{overflow-wrap:anywhere}`

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
