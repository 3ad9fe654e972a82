/** The loop with its point of control. */
export function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-7 shrink-0">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M22.5 11.2A8 8 0 1 0 22.5 20.8"
        fill="none"
        className="stroke-on-accent"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <circle cx="16" cy="16" r="2.6" className="fill-on-accent" />
    </svg>
  )
}
