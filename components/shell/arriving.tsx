'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { classes } from '#components/ui/classes.ts'
import { shapeOf } from './address.ts'
import { useGoing } from './going.ts'
import { Skeleton } from './skeleton.tsx'

/**
 * The page, until another one is on its way: then the shape of that one. What is asked of the same page anew stays where it
 * is, and only fades. The first page of a visit comes whole from the server, so that it needs no script to be read.
 */
export function Arriving({ children }: { children: ReactNode }) {
  const here = usePathname()
  const going = useGoing()
  const elsewhere = going !== null && going.path !== here
  return (
    <>
      {elsewhere && <Skeleton shape={shapeOf(going.path)} />}
      <div
        hidden={elsewhere}
        aria-busy={going !== null}
        className={classes('transition-opacity', going !== null && 'opacity-60')}
      >
        {children}
      </div>
    </>
  )
}
