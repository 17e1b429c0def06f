import '@mantine/charts/styles.css'
import { LineChart } from '@mantine/charts'
import { Stack, Text } from '@mantine/core'
import { useFormat } from '../use-format.ts'

const colours = ['cyan.7', 'orange.7', 'grape.6', 'teal.7', 'red.7'] as const

interface CurvesProps {
  readonly title: string
  /** Under which name each point has its place on the axis. */
  readonly xKey: string
  readonly xLabel: string
  readonly points: readonly { readonly [name: string]: number | string | null }[]
  readonly series: readonly string[]
  readonly hasDots?: boolean
}

/** Curves over one axis. The last values are told in words too. */
export default function Curves({ title, xKey, xLabel, points, series, hasDots = false }: CurvesProps) {
  const format = useFormat()
  const last = points.at(-1)
  const words = series.flatMap((name) => {
    const value = last?.[name]
    return typeof value === 'number' ? [`${name} ${format.number(value, 3)}`] : []
  })
  return (
    <Stack gap={4}>
      <Text fw={600} size="sm">
        {title}
      </Text>
      <LineChart
        h={220}
        aria-label={`${title}: ${words.join(', ')}`}
        role="img"
        data={points.map((point) => ({ ...point }))}
        dataKey={xKey}
        xAxisLabel={xLabel}
        series={series.map((name, index) => ({ name, color: colours[index % colours.length] ?? 'cyan.7' }))}
        withDots={hasDots}
        withLegend={series.length > 1}
        curveType="linear"
        strokeWidth={2}
        lineChartProps={{ accessibilityLayer: false }}
        lineProps={{ isAnimationActive: false }}
        yAxisProps={{ domain: ['auto', 'auto'], width: 56 }}
        valueFormatter={(value) => format.number(value, 4)}
      />
      <Text size="xs" c="dimmed" className="numbers">
        {words.join(' · ')}
      </Text>
    </Stack>
  )
}
