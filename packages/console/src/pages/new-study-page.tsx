import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Paper,
  SimpleGrid,
  Stack,
  Text,
} from '@mantine/core'
import type { DatasetDetail, GenerationConfig, Input } from '@tabricate/client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { useMessages } from '../messages/language.tsx'
import { useTranslate } from '../messages/use-translate.ts'
import { type Option, optionFields } from '../option-field.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { type Searched, suggestedSearch, wireSpace } from '../search-space.ts'
import { useClient } from '../session.tsx'
import { type ModelDescription, useConfig } from '../use-config.ts'
import { useDataset } from '../use-dataset.ts'
import { useId } from '../use-id.ts'
import { useModelName } from '../use-model-name.ts'

/** What a search tries, how often, and what it judges by. */
export default function NewStudyPage() {
  const id = useId()
  const dataset = useDataset(id)
  const config = useConfig(id)
  return (
    <QueryView query={dataset}>
      {(table) => (
        <QueryView query={config}>{(known) => <StudyForm dataset={table} config={known} />}</QueryView>
      )}
    </QueryView>
  )
}

type Order = Input<'/optimization/start', 'post'>['body']
type Method = NonNullable<Order['optimization_method']>
type Metric = NonNullable<Order['optimization_metric']>
type Space = { readonly [name: string]: Searched }

const methods = [
  'auto',
  'bayesian',
  'tpe',
  'turbo',
  'random',
  'grid',
  'sobol',
  'halton',
  'latin_hypercube',
] as const satisfies readonly Method[]
const metrics = [
  'quality_score',
  'statistical_similarity',
  'correlation_preservation',
  'privacy',
  'ml_efficacy',
] as const satisfies readonly Metric[]

/** What is ticked at first, of the model's options that have these names. */
const usual: readonly string[] = [
  'batch_size',
  'learning_rate',
  'generator_lr',
  'discriminator_lr',
  'components',
]

function firstSpace(model: ModelDescription | undefined): Space {
  if (model === undefined) return {}
  const options = optionFields(model.json_schema).filter(({ name }) => usual.includes(name))
  return Object.fromEntries(
    options.flatMap((option) => {
      const searched = suggestedSearch(option, model.defaults[option.name] ?? null)
      return searched === null ? [] : [[option.name, searched] as const]
    }),
  )
}

interface StudyFormProps {
  readonly dataset: DatasetDetail
  readonly config: GenerationConfig
}

function StudyForm({ dataset, config }: StudyFormProps) {
  const t = useMessages()
  const client = useClient()
  const navigate = useNavigate()
  const nameOf = useModelName()
  const [modelType, setModelType] = useState(config.models[0]?.model_type ?? '')
  const model = config.models.find(({ model_type }) => model_type === modelType)
  const [method, setMethod] = useState<Method>('auto')
  const [metric, setMetric] = useState<Metric>('quality_score')
  const [trials, setTrials] = useState(10)
  const [epochs, setEpochs] = useState(config.epochs.min)
  const [target, setTarget] = useState('')
  const [isPruning, setIsPruning] = useState(true)
  const [space, setSpace] = useState<Space>(() => firstSpace(model))
  const options = useMemo(() => (model === undefined ? [] : optionFields(model.json_schema)), [model])
  const hasEpochs = options.some(({ name }) => name === 'epochs') && space.epochs === undefined
  const start = useMutation({
    mutationFn: () =>
      client.post('/optimization/start', {
        body: {
          dataset_id: dataset.id,
          model_type: modelType,
          optimization_method: method,
          optimization_metric: metric,
          n_trials: trials,
          pruning: isPruning,
          search_space: wireSpace(space),
          model_config: hasEpochs ? { epochs } : {},
          ...(target !== '' && { target }),
        },
      }),
    onSuccess: ({ id }) => navigate(`/studies/${id}`),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate()
  }
  const columns = (dataset.profile?.columns ?? []).filter(({ type }) => type !== 'id')
  return (
    <form onSubmit={submit}>
      <PageTitle title={t.studies.newTitle} subtitle={t.generate.of(dataset.name)} />
      <Stack>
        <SimpleGrid minColWidth="min(14rem, 100%)">
          <NativeSelect
            label={t.generate.model}
            value={modelType}
            onChange={({ currentTarget: { value } }) => {
              setModelType(value)
              setSpace(firstSpace(config.models.find(({ model_type }) => model_type === value)))
            }}
            data={config.models.map(({ model_type: value }) => ({ value, label: nameOf(value) }))}
          />
          <NativeSelect
            label={t.studies.method}
            value={method}
            onChange={({ currentTarget: { value } }) =>
              setMethod(methods.find((known) => known === value) ?? 'auto')
            }
            data={methods.map((value) => ({ value, label: t.studies.methods[value] }))}
          />
          <NativeSelect
            label={t.studies.metric}
            value={metric}
            onChange={({ currentTarget: { value } }) =>
              setMetric(metrics.find((known) => known === value) ?? 'quality_score')
            }
            data={metrics.map((value) => ({ value, label: t.studies.metrics[value] }))}
          />
          {metric === 'ml_efficacy' && (
            <NativeSelect
              label={t.generate.target}
              required
              value={target}
              onChange={({ currentTarget: { value } }) => setTarget(value)}
              data={[{ value: '', label: t.generate.none }, ...columns.map(({ name }) => name)]}
            />
          )}
          <NumberInput
            label={t.studies.count}
            value={trials}
            min={1}
            allowDecimal={false}
            onChange={(value) => setTrials(Number(value))}
          />
          {hasEpochs && (
            <NumberInput
              label="epochs"
              value={epochs}
              min={config.epochs.min}
              max={config.epochs.max}
              allowDecimal={false}
              onChange={(value) => setEpochs(Number(value))}
            />
          )}
        </SimpleGrid>
        <Checkbox
          label={t.studies.pruning}
          checked={isPruning}
          onChange={(event) => setIsPruning(event.currentTarget.checked)}
        />
        <SpaceForm options={options} defaults={model?.defaults ?? {}} space={space} onChange={setSpace} />
        {start.error !== null && <ErrorNotice error={start.error} />}
        <Group>
          <Button type="submit" loading={start.isPending} disabled={Object.keys(space).length === 0}>
            {t.studies.start}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface SpaceFormProps {
  readonly options: readonly Option[]
  readonly defaults: ModelDescription['defaults']
  readonly space: Space
  readonly onChange: (space: Space) => void
}

function SpaceForm({ options, defaults, space, onChange }: SpaceFormProps) {
  const t = useMessages()
  const translate = useTranslate()
  return (
    <Paper withBorder p="md" radius="md" component="fieldset">
      <Text component="legend" fw={600}>
        {t.studies.space}
      </Text>
      <Text size="sm" c="dimmed" mb="sm">
        {Object.keys(space).length === 0 ? t.studies.spaceEmpty : t.studies.spaceHint}
      </Text>
      <Stack gap="sm">
        {options.map((option) => {
          const suggested = suggestedSearch(option, defaults[option.name] ?? null)
          if (suggested === null) return null
          const { name } = option
          const searched = space[name]
          return (
            <div key={name}>
              <Checkbox
                label={name}
                description={translate(option.description)}
                checked={searched !== undefined}
                onChange={(event) => {
                  const { [name]: _, ...rest } = space
                  onChange(event.currentTarget.checked ? { ...rest, [name]: suggested } : rest)
                }}
              />
              {searched?.kind === 'range' && (
                <Group mt={4} ml={{ base: 0, sm: 'xl' }} gap="xs" wrap="nowrap">
                  <NumberInput
                    aria-label={t.studies.from(name)}
                    w={{ base: 115, sm: 130 }}
                    decimalScale={12}
                    value={searched.low}
                    onChange={(value) => onChange({ ...space, [name]: { ...searched, low: Number(value) } })}
                  />
                  <Text>–</Text>
                  <NumberInput
                    aria-label={t.studies.to(name)}
                    w={{ base: 115, sm: 130 }}
                    decimalScale={12}
                    value={searched.high}
                    onChange={(value) => onChange({ ...space, [name]: { ...searched, high: Number(value) } })}
                  />
                </Group>
              )}
              {searched?.kind === 'choices' && (
                <Text size="sm" mt={4} ml="xl">
                  {searched.values.map(String).join(', ')}
                </Text>
              )}
            </div>
          )
        })}
      </Stack>
    </Paper>
  )
}
