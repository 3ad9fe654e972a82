import {
  BadgeCheck,
  Clock,
  Code,
  FlaskConical,
  GitMerge,
  Handshake,
  KeyRound,
  type LucideIcon,
  MessageSquareText,
  OctagonX,
  Package,
  Rocket,
  Scale,
  ScrollText,
  Shapes,
  ShieldCheck,
  Undo2,
  UserRound,
  Waypoints,
} from 'lucide-react'
import type { EntryKind } from '#server/loop/ledger/vocabulary.ts'

const icons: Partial<Record<EntryKind, LucideIcon>> = {
  intent: MessageSquareText,
  design: Shapes,
  generation: Code,
  check: FlaskConical,
  'policy-decision': Scale,
  'policy-activation': Scale,
  consent: Handshake,
  'consent-check': Handshake,
  build: Package,
  evidence: ShieldCheck,
  approval: BadgeCheck,
  deployment: Rocket,
  rollback: Undo2,
  merge: GitMerge,
  'kill-switch': OctagonX,
  identity: UserRound,
  clock: Clock,
  keyset: KeyRound,
  projection: Waypoints,
}

export function KindIcon({ kind, className }: { kind: EntryKind; className?: string }) {
  const Icon = icons[kind] ?? ScrollText
  return <Icon aria-hidden strokeWidth={1.75} className={className} />
}
