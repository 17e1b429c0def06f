import type { Report, ReportOrigin } from '../../evaluation/report.ts'
import type { Section } from '../document.ts'
import type { ReportTexts } from '../texts/report-texts.ts'

type Training = NonNullable<ReportOrigin['training']>

/** Losses and the like by epoch; nothing where they were not told. */
export function trainingSections({ origin }: Report, texts: ReportTexts): readonly Section[] {
  const { t } = texts
  const training = origin?.training
  if (training === undefined || training.epochs.length === 0 || training.curves.length === 0) return []
  return [
    {
      id: 'training',
      title: t('Training'),
      blocks: [
        {
          kind: 'figure',
          figure: {
            title: t('Losses, and quality where it was judged, by epoch'),
            plot: {
              kind: 'curves',
              horizontal: t('epoch'),
              positions: training.epochs,
              curves: training.curves.map(({ name, values }) => ({ name: curveName(name, texts), values })),
            },
            text: curvesText(training, texts),
          },
        },
      ],
    },
  ]
}

/** A model may name its losses as it likes; those that come with Tabricate are known. */
function curveName(name: string, texts: ReportTexts): string {
  return texts.name(texts.told(name))
}

function curvesText({ epochs, curves }: Training, texts: ReportTexts): string {
  const { t, figures } = texts
  const told = curves.map(({ name, values }) => {
    const known = values.filter((value) => value !== null)
    const [first, last] = [known[0], known.at(-1)]
    const curve = curveName(name, texts)
    return first === undefined || last === undefined
      ? t('{curve} was not told', { curve })
      : t('{curve} from {first} to {last}', {
          curve,
          first: figures.value(first),
          last: figures.value(last),
        })
  })
  return t('Epochs {first} to {last}: {curves}.', {
    first: figures.count(epochs[0] ?? 0),
    last: figures.count(epochs.at(-1) ?? 0),
    curves: told.join(t('; ')),
  })
}
