'use client'
import { CircleCheck, LoaderCircle, OctagonAlert } from 'lucide-react'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { useNow } from '#components/ui/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { type HeldWork, stopsWithinMs } from '#server/loop/autonomy/killswitch/vocabulary.ts'
import { type HaltProcess, spreadOf } from './spread.ts'

const words = en.halt

interface Told {
  processes: readonly HaltProcess[]
  /** When the newest halt in force began; null while nothing is halted. */
  since: Date | null
}

/** Each process that acts: has it heard, and what still runs, until nothing does. */
export function Propagation({ processes, since }: Told) {
  const now = useNow()
  const passedMs = since === null ? null : Math.max(0, now - since.getTime())
  return (
    <div className="grid gap-4">
      {passedMs !== null && <Summary processes={processes} passedMs={passedMs} />}
      {processes.length === 0 && <p className="text-muted">{en.status.noProcesses}</p>}
      <ul className="grid gap-3">
        {processes.map((process) => (
          <li key={process.process}>
            <Process process={process} passedMs={passedMs} />
          </li>
        ))}
      </ul>
      {passedMs !== null && <noscript>{words.reloadToSee}</noscript>}
    </div>
  )
}

function Summary({ processes, passedMs }: { processes: readonly HaltProcess[]; passedMs: number }) {
  const { silent, running, done } = spreadOf(processes)
  const late = passedMs > stopsWithinMs
  return (
    <div role="status">
      {done ? (
        <Notice tone="good" title={words.zero}>
          {words.zeroWhy}
        </Notice>
      ) : (
        <Notice tone={late ? 'bad' : 'warn'} title={words.spreading(silent, running)}>
          {late ? words.late(duration(stopsWithinMs)) : words.spreadingWhy}
        </Notice>
      )}
    </div>
  )
}

function Process({ process, passedMs }: { process: HaltProcess; passedMs: number | null }) {
  const { kind, pid, work, runningWork, acknowledged } = process
  const late = passedMs !== null && passedMs > stopsWithinMs
  const stuck = !acknowledged || work.some(({ stops }) => stops)
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{kind}</span>
        <span className="text-small text-faint tabular-nums">{pid}</span>
        <Heard acknowledged={acknowledged} passedMs={passedMs} />
        <span className="text-small text-muted">{words.stillRunning(runningWork)}</span>
      </p>
      {work.length > 0 && (
        <ul className="mt-1 grid gap-0.5 border-l-2 border-line pl-3 text-small">
          {work.map((held) => (
            <li key={held.changeId}>
              <Held held={held} passedMs={passedMs} />
            </li>
          ))}
        </ul>
      )}
      {late && stuck && (
        <p className="mt-1 text-small text-muted">
          {words.byHand} <code>kill {pid}</code>
        </p>
      )}
    </>
  )
}

function Heard({ acknowledged, passedMs }: { acknowledged: boolean; passedMs: number | null }) {
  if (passedMs === null)
    return (
      <Tag tone="accent" icon={CircleCheck}>
        {words.free}
      </Tag>
    )
  if (acknowledged)
    return (
      <Tag tone="good" icon={CircleCheck}>
        {words.acknowledged}
      </Tag>
    )
  const late = passedMs > stopsWithinMs
  return (
    <Tag tone={late ? 'bad' : 'warn'} icon={late ? OctagonAlert : LoaderCircle} moving={!late}>
      {words.notYet(duration(passedMs))}
    </Tag>
  )
}

/** What a halt covers counts the seconds; what a person made, or another service, goes on. */
function Held({ held: { changeId, title, state, stops }, passedMs }: { held: HeldWork; passedMs: number | null }) {
  const late = stops && passedMs !== null && passedMs > stopsWithinMs
  return (
    <span className="flex flex-wrap gap-x-2" data-tone={late ? 'bad' : undefined}>
      <Link href={`/intents/${changeId}`} className="min-w-0 truncate underline underline-offset-2">
        <bdi>{title}</bdi>
      </Link>
      <span className={late ? 'tone-text' : 'text-muted'}>
        {en.changes.states[state as keyof typeof en.changes.states] ?? state}
        {passedMs !== null && `, ${stops ? words.runsFor(duration(passedMs)) : words.goesOn}`}
      </span>
    </span>
  )
}
