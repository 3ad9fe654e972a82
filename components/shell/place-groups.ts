import {
  Activity,
  FolderGit2,
  House,
  Inbox,
  ListTree,
  OctagonX,
  Rocket,
  Scale,
  ScrollText,
  ShieldCheck,
  Users,
} from 'lucide-react'
import * as en from '#components/messages/en.ts'

const names = en.shell.places

/** Every place of the console, by what people go there for. */
export const placeGroups = [
  {
    name: en.shell.placeGroups.work,
    places: [
      { href: '/', label: names.home, icon: House },
      { href: '/intents', label: names.intents, icon: ListTree },
      { href: '/inbox', label: names.inbox, icon: Inbox },
      { href: '/deployments', label: names.deployments, icon: Rocket },
    ],
  },
  {
    name: en.shell.placeGroups.governance,
    places: [
      { href: '/ledger', label: names.ledger, icon: ScrollText },
      { href: '/policies', label: names.policies, icon: Scale },
      { href: '/workspaces', label: names.workspaces, icon: FolderGit2 },
      { href: '/people', label: names.people, icon: Users },
      { href: '/privacy', label: names.privacy, icon: ShieldCheck },
    ],
  },
  {
    name: en.shell.placeGroups.control,
    places: [
      { href: '/halt', label: names.halt, icon: OctagonX },
      { href: '/status', label: names.status, icon: Activity },
    ],
  },
] as const
