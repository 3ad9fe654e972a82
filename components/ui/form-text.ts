/** What was typed into a field of a form, without blanks round it; empty when there is no such field, or it is a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
