import {
  Accordion,
  Alert,
  Button,
  Checkbox,
  Group,
  List,
  NativeSelect,
  NumberInput,
  Paper,
  Radio,
  SimpleGrid,
  Stack,
  Text,
} from '@mantine/core'
import type { DatasetDetail, GenerationConfig, Json, Where } from '@tabricate/client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useMessages } from '../messages/language.tsx'
import { optionFields } from '../option-field.ts'
import { ConditionsForm } from '../parts/conditions-form.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { OptionForm } from '../parts/option-form.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { useClient } from '../session.tsx'
import { useConfig } from '../use-config.ts'
import { useDataset } from '../use-dataset.ts'
import { useFormat } from '../use-format.ts'
import { useId } from '../use-id.ts'
import { type Order, useValidation, type Validation } from '../use-order.ts'

/** Model and settings of a generation; with what it would take. */
export default function NewGenerationPage() {
  const id = useId()
  const t = useMessages()
  const dataset = useDataset(id)
  const config = useConfig(id)
  return (
    <QueryView query={dataset}>
      {(table) =>
        table.status === 'ready' ? (
          <QueryView query={config}>{(known) => <OrderForm dataset={table} config={known} />}</QueryView>
        ) : (
          <Alert color="orange" variant="outline" title={t.generate.notReady} />
        )
      }
    </QueryView>
  )
}

type OutputFormat = NonNullable<Order['output_format']>

interface Draft {
  readonly model: string
  /** Empty for the model's defaults. */
  readonly preset: string
  readonly changed: { readonly [name: string]: Json }
  readonly rows: number
  readonly format: OutputFormat
  readonly target: string
  readonly holdout: number
  readonly seed: number | null
  readonly isArchive: boolean
  readonly isNeutralised: boolean
  readonly conditions: Where
  readonly trials: number | null
}

/** Options that another page hands over: the best of a study, those of a generation that failed. */
function handedOver(state: unknown): { readonly [name: string]: Json } {
  if (typeof state !== 'object' || state === null || !('model_config' in state)) return {}
  const config: unknown = state.model_config
  return isOptions(config) ? config : {}
}

function isOptions(value: unknown): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is chosen at first: it is done in seconds, and good on small tables too, which networks are not after a quick training. */
const firstModel = 'mixture'

function firstDraft(config: GenerationConfig, dataset: DatasetDetail, state: unknown): Draft {
  const { model_type: given, ...changed } = handedOver(state)
  const find = (name: unknown) => config.models.find(({ model_type }) => model_type === name)
  const model = find(given) ?? find(firstModel) ?? config.models[0]
  const isGiven = model?.model_type === given
  return {
    model: model?.model_type ?? '',
    preset: !isGiven && model?.presets?.quick !== undefined ? 'quick' : '',
    changed: isGiven ? changed : {},
    rows: Math.min(config.sample_size.max, Math.max(config.sample_size.min, dataset.row_count ?? 0)),
    format: 'csv',
    target: '',
    holdout: 20,
    seed: null,
    isArchive: false,
    isNeutralised: false,
    conditions: {},
    trials: null,
  }
}

function orderOf(draft: Draft, datasetId: number): Order {
  return {
    dataset_id: datasetId,
    model_config: {
      model_type: draft.model,
      ...(draft.preset !== '' && { preset: draft.preset }),
      ...draft.changed,
    },
    sample_size: draft.rows,
    output_format: draft.format,
    include_metadata: draft.isArchive,
    neutralise_formulas: draft.isNeutralised,
    conditions: draft.conditions,
    holdout: draft.holdout / 100,
    ...(draft.target !== '' && { target: draft.target }),
    ...(draft.seed !== null && { seed: draft.seed }),
    ...(draft.trials !== null && { optimization_config: { enabled: true, n_trials: draft.trials } }),
  }
}

interface OrderFormProps {
  readonly dataset: DatasetDetail
  readonly config: GenerationConfig
}

function OrderForm({ dataset, config }: OrderFormProps) {
  const t = useMessages()
  const client = useClient()
  const navigate = useNavigate()
  const location: { readonly state: unknown } = useLocation()
  const [draft, setDraft] = useState(() => firstDraft(config, dataset, location.state))
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const order = useMemo(() => orderOf(draft, dataset.id), [draft, dataset.id])
  const validation = useValidation(order)
  const start = useMutation({
    mutationFn: () => client.post('/generation-v2/start', { body: order }),
    onSuccess: ({ id }) => navigate(`/generations/${id}`),
  })
  const model = config.models.find(({ model_type }) => model_type === draft.model)
  const options = useMemo(() => (model === undefined ? [] : optionFields(model.json_schema)), [model])
  const issues = validation.data?.issues ?? []
  const problems = new Map(
    issues.map(({ path, message }) => [path.replace(/^model_config\./, '').split(' / ')[0] ?? path, message]),
  )
  const values = { ...model?.defaults, ...validation.data?.model_config, ...draft.changed }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate()
  }
  return (
    <form onSubmit={submit}>
      <PageTitle title={t.generate.title} subtitle={t.generate.of(dataset.name)} />
      <Stack>
        <ModelChoice config={config} draft={draft} onChange={change} />
        <SimpleGrid minColWidth="min(14rem, 100%)">
          <NumberInput
            label={t.generate.rows}
            value={draft.rows}
            min={1}
            clampBehavior="none"
            allowDecimal={false}
            error={problems.get('sample_size') ?? null}
            onChange={(value) => change({ rows: Number(value) })}
          />
          <NativeSelect
            label={t.generate.format}
            value={draft.format}
            onChange={({ currentTarget: { value } }) => {
              const format = config.output_formats.find((known) => known === value)
              if (format !== undefined) change({ format })
            }}
            data={config.output_formats.map((value) => ({ value, label: value.toUpperCase() }))}
          />
          {model?.presets !== null && Object.keys(model?.presets ?? {}).length > 0 && (
            <NativeSelect
              label={t.generate.preset}
              value={draft.preset}
              onChange={({ currentTarget: { value } }) => change({ preset: value })}
              data={[
                ...Object.keys(model?.presets ?? {}).map((value) => ({
                  value,
                  label: presetName(value, t.generate.presetNames),
                })),
                { value: '', label: t.generate.presetCustom },
              ]}
            />
          )}
        </SimpleGrid>
        <Accordion variant="separated" multiple>
          <Accordion.Item value="options">
            <Accordion.Control>{t.generate.options}</Accordion.Control>
            <Accordion.Panel>
              <Text size="sm" c="dimmed" mb="md">
                {t.generate.optionsHint}
              </Text>
              <OptionForm
                options={options}
                values={values}
                changed={new Set(Object.keys(draft.changed))}
                problems={problems}
                onChange={(name, value) => change({ changed: { ...draft.changed, [name]: value } })}
                onReset={(name) => {
                  const { [name]: _, ...changed } = draft.changed
                  change({ changed })
                }}
              />
            </Accordion.Panel>
          </Accordion.Item>
          <Accordion.Item value="conditions">
            <Accordion.Control>{t.generate.conditions}</Accordion.Control>
            <Accordion.Panel>
              <ConditionsForm
                columns={dataset.profile?.columns ?? []}
                value={draft.conditions}
                onChange={(conditions) => change({ conditions })}
              />
            </Accordion.Panel>
          </Accordion.Item>
          <Accordion.Item value="more">
            <Accordion.Control>{t.generate.more}</Accordion.Control>
            <Accordion.Panel>
              <MoreSettings dataset={dataset} draft={draft} onChange={change} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
        <Check validation={validation.data} isChecking={validation.isFetching} />
        {validation.error !== null && <ErrorNotice error={validation.error} />}
        {start.error !== null && <ErrorNotice error={start.error} />}
        <Group>
          <Button type="submit" loading={start.isPending} disabled={validation.data?.valid === false}>
            {t.generate.start}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function presetName(name: string, names: { readonly [name: string]: string }): string {
  return names[name] ?? name
}

interface DraftProps {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
}

function ModelChoice({ config, draft, onChange }: DraftProps & { readonly config: GenerationConfig }) {
  const t = useMessages()
  const names: { readonly [name: string]: string } = t.generate.models
  return (
    <Radio.Group
      label={t.generate.model}
      value={draft.model}
      onChange={(name) => {
        const chosen = config.models.find(({ model_type }) => model_type === name)
        // Options are the model's own.
        onChange({
          model: name,
          changed: {},
          preset: chosen?.presets?.quick === undefined ? '' : 'quick',
        })
      }}
    >
      <Stack gap="xs" mt="xs">
        {config.models.map(({ model_type }) => (
          <Radio key={model_type} value={model_type} label={names[model_type] ?? model_type} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

function MoreSettings({ dataset, draft, onChange }: DraftProps & { readonly dataset: DatasetDetail }) {
  const t = useMessages()
  const columns = (dataset.profile?.columns ?? []).filter(({ type }) => type !== 'id')
  return (
    <Stack>
      <SimpleGrid minColWidth="min(15rem, 100%)">
        <NativeSelect
          label={t.generate.target}
          description={t.generate.targetHint}
          value={draft.target}
          onChange={({ currentTarget: { value } }) => onChange({ target: value })}
          data={[{ value: '', label: t.generate.none }, ...columns.map(({ name }) => name)]}
        />
        <NumberInput
          label={t.generate.holdout}
          description={t.generate.holdoutHint}
          suffix=" %"
          value={draft.holdout}
          min={0}
          max={50}
          onChange={(value) => onChange({ holdout: Number(value) })}
        />
        <NumberInput
          label={t.generate.seed}
          description={t.generate.seedHint}
          value={draft.seed ?? ''}
          allowDecimal={false}
          allowNegative={false}
          onChange={(value) => onChange({ seed: value === '' ? null : Number(value) })}
        />
      </SimpleGrid>
      <Checkbox
        label={t.generate.archive}
        checked={draft.isArchive}
        onChange={(event) => onChange({ isArchive: event.currentTarget.checked })}
      />
      <Checkbox
        label={t.generate.formulas}
        checked={draft.isNeutralised}
        onChange={(event) => onChange({ isNeutralised: event.currentTarget.checked })}
      />
      <Checkbox
        label={t.generate.optimise}
        description={t.generate.optimiseHint}
        checked={draft.trials !== null}
        onChange={(event) => onChange({ trials: event.currentTarget.checked ? 10 : null })}
      />
      {draft.trials !== null && (
        <NumberInput
          label={t.generate.trials}
          value={draft.trials}
          min={1}
          allowDecimal={false}
          onChange={(value) => onChange({ trials: Math.max(1, Number(value)) })}
        />
      )}
    </Stack>
  )
}

interface CheckProps {
  readonly validation: Validation | undefined
  readonly isChecking: boolean
}

/** What is wrong, or what the training would take. */
function Check({ validation, isChecking }: CheckProps) {
  const t = useMessages()
  const format = useFormat()
  if (validation === undefined || (validation.valid && validation.estimate === null))
    return isChecking ? <Text role="status">{t.generate.estimating}</Text> : null
  if (!validation.valid)
    return (
      <Alert color="red" variant="outline" title={t.errors.values} role="alert">
        <List size="sm">
          {validation.issues.map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>
              <strong>{path.replace(/^model_config\./, '')}</strong>: {message}
            </List.Item>
          ))}
        </List>
      </Alert>
    )
  const { estimate } = validation
  if (estimate === null) return null
  return (
    <Paper withBorder p="md" radius="md" role="status" aria-busy={isChecking}>
      <Text fw={600}>{t.generate.estimate}</Text>
      <Text size="sm">
        {t.generate.estimateText(
          format.duration(estimate.training_seconds),
          format.number(Math.ceil(estimate.memory_mb)),
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {estimate.basis}
      </Text>
    </Paper>
  )
}
