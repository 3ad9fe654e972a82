import { classes } from '#components/ui/classes.ts'

const toneOf = (line: string) => (line.startsWith('+') ? 'good' : line.startsWith('-') ? 'bad' : undefined)

/** Lines drawn at most; a reader who needs more has the repository. */
const lineLimit = 800

/** Unified hunks, line by line. The sign stays in the text, so colour is never alone. */
export function Patch({ text, label }: { text: string; label: string }) {
  const lines = text.split('\n').slice(0, lineLimit)
  return (
    <section aria-label={label} className="border-t border-line bg-sunken py-1.5 text-small">
      <pre className="leading-relaxed break-words whitespace-pre-wrap">
        {lines.map((line, index) => (
          <span
            key={index}
            data-tone={toneOf(line)}
            className={classes('block px-3', toneOf(line) && 'toned', line.startsWith('@@') && 'text-faint')}
          >
            {line || ' '}
          </span>
        ))}
      </pre>
    </section>
  )
}
