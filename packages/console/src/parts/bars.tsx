import { numbered } from '../numbered.ts'

interface BarsProps {
  readonly label: string
  readonly values: readonly number[]
  readonly height?: number
}

/** Bars side by side, as high as their values. Their meaning stands beside them in words. */
export function Bars({ label, values, height = 56 }: BarsProps) {
  const width = 240
  const highest = Math.max(1, ...values)
  const step = width / Math.max(1, values.length)
  return (
    <svg
      className="bars"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      width="100%"
      height={height}
    >
      {numbered(values).map(({ item: value, place }) => {
        const size = (value / highest) * (height - 2)
        return (
          <rect
            key={place}
            x={place * step + 0.5}
            y={height - size}
            width={Math.max(0.5, step - 1)}
            height={size}
          />
        )
      })}
    </svg>
  )
}
