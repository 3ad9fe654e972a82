'use client'
import { useMemo } from 'react'
import { DiffLine } from './diff-line.tsx'
import { FindingNote } from './finding-note.tsx'
import type { Places } from './findings.ts'
import { blocksOf, type DiffRow } from './rows.ts'
import { useNear } from './use-near.ts'

/** Blocks drawn before anyone has looked: the first screen, so that the server's page already holds it. */
const firstBlocks = 2

/** Height of a line in pixels (1.25rem), until its block has been measured. */
const lineHeight = 20

/** The lines of one file. However many there are, only those on the screen and about a screen round it are drawn. */
export function DiffLines({ rows, places }: { rows: readonly DiffRow[]; places: Places }) {
  const blocks = useMemo(() => blocksOf(rows), [rows])
  return blocks.map((block, at) => (
    // Rows of one commit never change: a block's place is its name.
    <Block key={at} rows={block} places={places} first={at < firstBlocks} />
  ))
}

function Block({ rows, places, first }: { rows: readonly DiffRow[]; places: Places; first: boolean }) {
  const { ref, near, height } = useNear(first)
  return (
    <div ref={ref} data-block>
      {near ? (
        rows.map((row, at) => (
          <div key={at}>
            <DiffLine row={row} />
            {places.under.get(row)?.map((finding) => (
              <FindingNote key={`${finding.rule} ${finding.message}`} finding={finding} />
            ))}
          </div>
        ))
      ) : (
        // An attribute, not a style: the page's policy lets no style in with the markup.
        <svg aria-hidden width="1" height={height ?? rows.length * lineHeight} className="block" />
      )}
    </div>
  )
}
