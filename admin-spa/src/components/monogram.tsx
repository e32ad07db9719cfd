/** Whoever is meant by two letters, where the name has no room. Never alone for those who hear the page. */
export function Monogram({ name }: { name: string }) {
  return (
    <span
      className="grid size-6.5 shrink-0 place-items-center rounded-full border border-edge bg-mist text-tiny font-strong text-ink"
      title={name}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/)
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase()
}
