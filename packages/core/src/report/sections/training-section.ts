import type { Report, ReportOrigin } from '../../evaluation/report.ts'
import type { Section } from '../document.ts'
import { displayName } from '../text/display-name.ts'
import { formatValue } from '../text/format-number.ts'

type Training = NonNullable<ReportOrigin['training']>

/** Losses and the like by epoch; nothing where they were not told. */
export function trainingSections({ origin }: Report): readonly Section[] {
  const training = origin?.training
  if (training === undefined || training.epochs.length === 0 || training.curves.length === 0) return []
  return [
    {
      id: 'training',
      title: 'Training',
      blocks: [
        {
          kind: 'figure',
          figure: {
            title: 'Losses, and quality where it was judged, by epoch',
            plot: {
              kind: 'curves',
              horizontal: 'epoch',
              positions: training.epochs,
              curves: training.curves.map(({ name, values }) => ({ name: displayName(name), values })),
            },
            text: curvesText(training),
          },
        },
      ],
    },
  ]
}

function curvesText({ epochs, curves }: Training): string {
  const told = curves.map(({ name, values }) => {
    const known = values.filter((value) => value !== null)
    const [first, last] = [known[0], known.at(-1)]
    return first === undefined || last === undefined
      ? `${displayName(name)} was not told`
      : `${displayName(name)} from ${formatValue(first)} to ${formatValue(last)}`
  })
  return `Epochs ${epochs[0]} to ${epochs.at(-1)}: ${told.join('; ')}.`
}
