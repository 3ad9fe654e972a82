import {
  BadgeCheck,
  Boxes,
  Clock,
  Code,
  FlaskConical,
  Gauge,
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
  Siren,
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
  components: Boxes,
  'policy-decision': Scale,
  verification: Scale,
  'policy-activation': Scale,
  consent: Handshake,
  'consent-check': Handshake,
  build: Package,
  evidence: ShieldCheck,
  approval: BadgeCheck,
  deployment: Rocket,
  performance: Gauge,
  rollback: Undo2,
  incident: Siren,
  merge: GitMerge,
  'source-level': GitMerge,
  'kill-switch': OctagonX,
  identity: UserRound,
  clock: Clock,
  keyset: KeyRound,
  'key-rotation': KeyRound,
  projection: Waypoints,
}

export function KindIcon({ kind, className }: { kind: EntryKind; className?: string }) {
  const Icon = icons[kind] ?? ScrollText
  return <Icon aria-hidden strokeWidth={1.75} className={className} />
}
