'use client'
import type { FormEvent } from 'react'
import { Select, TextField } from './field.tsx'
import { mostReadThrough } from './many.ts'

interface ChoiceProps {
  id: string
  name: string
  label: string
  options: readonly string[]
  /** Said where the options are found by typing. */
  hintMany: string
  unknown: string
  className?: string
}

/** One of a few, or of a thousand. The browser's own controls: they work by keyboard, by thumb and without a script. */
export function Choice({ options, hintMany, unknown, ...rest }: ChoiceProps) {
  if (options.length <= mostReadThrough)
    return (
      <Select {...rest} defaultValue={options[0]}>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </Select>
    )
  const known = new Set(options)
  const check = ({ currentTarget: field }: FormEvent<HTMLInputElement>) =>
    field.setCustomValidity(known.has(field.value) ? '' : unknown)
  return (
    <>
      <TextField {...rest} hint={hintMany} list={`${rest.id}-options`} autoComplete="off" onInput={check} required />
      <datalist id={`${rest.id}-options`}>
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </datalist>
    </>
  )
}
