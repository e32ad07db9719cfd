/** A raked garden, computed: the stream lines of an even flow around stones, one of which is the point. Decorative. */
export function Garden({ shape = 'small', className = 'w-56' }: { shape?: keyof typeof SHAPES; className?: string }) {
  const { width, height, stones, gap } = SHAPES[shape]
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMidYMid slice" className={className} fill="none" aria-hidden="true">
      {linesOf(shape).map((d) => (
        <path key={d} d={d} className="stroke-sage" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      ))}
      {stones.map(({ x, y, r }, index) => (
        <circle key={x} className={index === 0 ? 'fill-clay' : 'fill-sage-2'} cx={x} cy={y} r={r - gap / 2} />
      ))}
    </svg>
  )
}

type Stone = { x: number; y: number; r: number }
/** `r` is a stone with the room raked about it; `y` lies half-way between two lines, so that none runs into it. */
const SHAPES: Record<'small' | 'band' | 'tall', { width: number; height: number; gap: number; stones: Stone[] }> = {
  small: { width: 224, height: 96, gap: 7, stones: [{ x: 160, y: 42, r: 9 }, { x: 76, y: 56, r: 18 }] },
  band: { width: 480, height: 176, gap: 9, stones: [{ x: 332, y: 72, r: 11 }, { x: 168, y: 99, r: 34 }] },
  tall: {
    width: 480,
    height: 900,
    gap: 12,
    stones: [{ x: 318, y: 330, r: 15 }, { x: 190, y: 474, r: 62 }, { x: 372, y: 642, r: 30 }],
  },
}

const drawn = new Map<string, string[]>()

function linesOf(shape: keyof typeof SHAPES): string[] {
  const known = drawn.get(shape)
  if (known) return known
  const { width, height, gap, stones } = SHAPES[shape]
  const count = Math.ceil(height / gap) + 1
  const lines = Array.from({ length: count }, (_, row) => {
    const level = row * gap
    const points = Array.from({ length: width / 2 + 1 }, (_, column) => `${column * 2} ${heightAt(column * 2, level, stones).toFixed(1)}`)
    return `M${points.join('L')}`
  })
  drawn.set(shape, lines)
  return lines
}

/** Constant along a line of the flow: the even flow itself and a doublet for every stone. */
function stream(x: number, y: number, stones: readonly Stone[]): number {
  return stones.reduce((value, { x: cx, y: cy, r }) => {
    const distance = (x - cx) ** 2 + (y - cy) ** 2
    return value - (r * r * (y - cy)) / Math.max(distance, r * r)
  }, y)
}

/** Where the line of `level` passes `x`: searched on its own side of whatever stone is there. */
function heightAt(x: number, level: number, stones: readonly Stone[]): number {
  let [low, high] = [-400, 1400]
  for (const stone of stones.filter((one) => Math.abs(x - one.x) < one.r)) {
    const others = stones.filter((one) => one !== stone)
    const half = Math.sqrt(stone.r ** 2 - (x - stone.x) ** 2)
    if (level > stream(stone.x, stone.y, others)) low = Math.max(low, stone.y + half)
    else high = Math.min(high, stone.y - half)
  }
  for (let step = 0; step < 26; step += 1) {
    const middle = (low + high) / 2
    if (stream(x, middle, stones) < level) low = middle
    else high = middle
  }
  return (low + high) / 2
}
