/** A small raked garden for empty screens: stream lines around two stones, one of them the point. Drawn once, decorative. */
export function Garden({ className = 'w-56' }: { className?: string }) {
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={className} fill="none" aria-hidden="true">
      {LINES.map((d) => (
        <path key={d} d={d} className="stroke-sage" strokeWidth="1" />
      ))}
      <circle className="fill-sage-2" cx={STONE.x} cy={STONE.y} r={STONE.r} />
      <circle className="fill-clay" cx={POINT.x} cy={POINT.y} r={POINT.r} />
    </svg>
  )
}

const WIDTH = 224
const HEIGHT = 96
const STONE = { x: 78, y: 50, r: 15 }
const POINT = { x: 160, y: 43, r: 5 }

/** The stream function of an even flow past both stones (a doublet each): a line is where it is constant. */
function stream(x: number, y: number): number {
  return [STONE, POINT].reduce((value, stone) => {
    const dx = x - stone.x
    const dy = y - stone.y
    const room = stone.r + 3.5
    return value - (room * room * dy) / Math.max(dx * dx + dy * dy, 1)
  }, y)
}

/** The height at which the line that comes from `level` passes `x`, by bisection from its side of the stones. */
function heightAt(x: number, level: number): number {
  const near = [STONE, POINT].find((stone) => Math.abs(x - stone.x) < stone.r + 3.5)
  const half = near ? Math.sqrt((near.r + 3.5) ** 2 - (x - near.x) ** 2) : 0
  const isBelow = near ? level > stream(0, near.y) + (near.y - stream(near.x - 60, near.y)) : false
  let low = near && isBelow ? near.y + half : -40
  let high = near && !isBelow ? near.y - half : HEIGHT + 40
  for (let step = 0; step < 28; step += 1) {
    const middle = (low + high) / 2
    if (stream(x, middle) < level) low = middle
    else high = middle
  }
  return (low + high) / 2
}

const LINES = Array.from({ length: 13 }, (_, row) => {
  const level = 6 + row * 7
  const points = Array.from({ length: WIDTH / 4 + 1 }, (_, column) => {
    const x = column * 4
    return `${x} ${heightAt(x, level).toFixed(1)}`
  })
  return `M${points.join('L')}`
})
