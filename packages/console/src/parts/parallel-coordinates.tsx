import type { Trial } from '@tabricate/client'
import { useMessages } from '../messages/language.tsx'
import { axesOf } from '../parallel-axes.ts'
import { useFormat } from '../use-format.ts'
import { ScrollBox } from './scroll-box.tsx'

const width = 720
const height = 260
const margin = { side: 60, top: 34, bottom: 26 }

interface ParallelCoordinatesProps {
  readonly trials: readonly Trial[]
  readonly valueName: string
}

/** A line a complete trial, over an axis each of its parameters and its value; the table beneath tells the same in figures. */
export function ParallelCoordinates({ trials, valueName }: ParallelCoordinatesProps) {
  const t = useMessages()
  const format = useFormat()
  const complete = trials.filter(({ status, value }) => status === 'complete' && value !== null)
  if (complete.length < 2) return <p>{t.studies.noneYet}</p>
  const axes = axesOf(complete, valueName)
  const best = Math.max(...complete.map(({ value }) => value ?? Number.NEGATIVE_INFINITY))
  const x = (index: number) =>
    margin.side + (index * (width - 2 * margin.side)) / Math.max(1, axes.length - 1)
  const y = (share: number) => height - margin.bottom - share * (height - margin.top - margin.bottom)
  const shown = (end: number | string) => (typeof end === 'number' ? format.number(end, 3) : end)
  const sorted = complete.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0))
  return (
    <ScrollBox minWidth={576}>
      <svg role="img" aria-label={t.studies.parallel} className="parallel" viewBox={`0 0 ${width} ${height}`}>
        {sorted.map((trial) => (
          <polyline
            key={trial.number}
            className="chart-line"
            data-best={trial.value === best}
            points={axes.map((axis, index) => `${x(index)},${y(axis.place(trial))}`).join(' ')}
          />
        ))}
        {axes.map(({ name, low, high }, index) => (
          <g key={name} textAnchor="middle">
            <line
              className="chart-axis"
              x1={x(index)}
              x2={x(index)}
              y1={margin.top}
              y2={height - margin.bottom}
            />
            <text className="chart-text" x={x(index)} y={14} fontWeight="600">
              {name}
            </text>
            <text className="chart-text" x={x(index)} y={28}>
              {shown(high)}
            </text>
            <text className="chart-text" x={x(index)} y={height - 8}>
              {shown(low)}
            </text>
          </g>
        ))}
      </svg>
    </ScrollBox>
  )
}
