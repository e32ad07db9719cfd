/** The mark: a point at rest on three raked lines. */
export function Mark({ className = 'w-9' }: { className?: string }) {
  return (
    <svg viewBox="0 0 48 34" className={className} fill="none" aria-hidden="true">
      <path
        className="stroke-sage"
        strokeWidth="2.2"
        strokeLinecap="round"
        d="M2 9c9 0 12 8 22 8S37 9 46 9M2 16c9 0 12 8 22 8s13-8 22-8M9 24c6 0 8 6 15 6s9-6 15-6"
      />
      <circle className="fill-clay" cx="24" cy="7.5" r="5.5" />
    </svg>
  )
}
