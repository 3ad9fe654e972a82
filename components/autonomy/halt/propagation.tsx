import { CircleCheck, LoaderCircle } from 'lucide-react'
import { en } from '#components/messages/en.ts'
import { Tag } from '#components/ui/tag.tsx'

const words = en.halt

interface Process {
  process: string
  kind: string
  pid: number
  acknowledged: boolean
  runningWork: number
}

/** Each process that acts: has it heard, and is anything still running? */
export function Propagation({ processes, halted }: { processes: readonly Process[]; halted: boolean }) {
  if (processes.length === 0) return <p className="text-muted">{en.status.noProcesses}</p>
  return (
    <ul className="grid gap-2.5">
      {processes.map(({ process, kind, pid, acknowledged, runningWork }) => (
        <li key={process} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium">{kind}</span>
          <span className="text-small text-faint tabular-nums">{pid}</span>
          {!halted && (
            <Tag tone="accent" icon={CircleCheck}>
              {words.free}
            </Tag>
          )}
          {halted && (
            <Tag
              tone={acknowledged ? 'good' : 'warn'}
              icon={acknowledged ? CircleCheck : LoaderCircle}
              moving={!acknowledged}
            >
              {acknowledged ? words.acknowledged : words.notYet}
            </Tag>
          )}
          <span className="text-small text-muted">{words.stillRunning(runningWork)}</span>
        </li>
      ))}
    </ul>
  )
}
