import { Database, FileText, type LucideIcon, PanelTop, Settings2, Table2, User, Waypoints, Zap } from 'lucide-react'
import type { PartKind } from './diagram.ts'

const icons: Record<PartKind, LucideIcon> = {
  person: User,
  page: PanelTop,
  api: Waypoints,
  database: Database,
  config: Settings2,
  document: FileText,
  operation: Zap,
  entity: Table2,
}

/** Said in words beside it; the shape is for those who look. */
export function PartIcon({ kind, className }: { kind: PartKind; className?: string }) {
  const Icon = icons[kind]
  return <Icon aria-hidden className={className} strokeWidth={1.75} />
}
