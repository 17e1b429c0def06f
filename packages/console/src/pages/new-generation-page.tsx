import {
  Accordion,
  Alert,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
} from '@mantine/core'
import type { DatasetDetail, GenerationConfig } from '@tabricate/client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { type Draft, firstDraft, orderOf, withModel } from '../generation-draft.ts'
import { useLanguage, useMessages } from '../messages/language.tsx'
import { optionFields } from '../option-field.ts'
import { ConditionsForm } from '../parts/conditions-form.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { ModelAdvice } from '../parts/model-advice.tsx'
import { ModelChoice } from '../parts/model-choice.tsx'
import { MoreSettings } from '../parts/more-settings.tsx'
import { OptionForm } from '../parts/option-form.tsx'
import { OrderCheck } from '../parts/order-check.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { RulesForm } from '../parts/rules-form.tsx'
import { useClient } from '../session.tsx'
import { useConfig } from '../use-config.ts'
import { useDataset } from '../use-dataset.ts'
import { useId } from '../use-id.ts'
import { useValidation } from '../use-order.ts'

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

interface OrderFormProps {
  readonly dataset: DatasetDetail
  readonly config: GenerationConfig
}

function OrderForm({ dataset, config }: OrderFormProps) {
  const { t, language } = useLanguage()
  const client = useClient()
  const navigate = useNavigate()
  const location: { readonly state: unknown } = useLocation()
  const [draft, setDraft] = useState(() => firstDraft(config, dataset, location.state))
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const choose = (name: string) => change(withModel(config, name))
  const order = useMemo(() => orderOf(draft, dataset.id, language), [draft, dataset.id, language])
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
  // Until an order has been checked, and while it cannot be read, what is chosen says them.
  const values = {
    ...model?.defaults,
    ...model?.presets?.[draft.preset],
    ...validation.data?.model_config,
    ...draft.changed,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate()
  }
  return (
    <form onSubmit={submit}>
      <PageTitle title={t.generate.title} subtitle={t.generate.of(dataset.name)} />
      <Stack>
        <ModelChoice
          models={config.models.map(({ model_type }) => model_type)}
          chosen={draft.model}
          onChoose={choose}
        />
        <ModelAdvice
          datasetId={dataset.id}
          recommendation={config.recommendation}
          chosen={draft.model}
          onUse={choose}
        />
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
          <Accordion.Item value="rules">
            <Accordion.Control>{t.rules.title}</Accordion.Control>
            <Accordion.Panel>
              <RulesForm
                columns={dataset.profile?.columns ?? []}
                rules={draft.rules}
                isDropping={draft.isDropping}
                onChange={change}
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
        <OrderCheck validation={validation.data} isChecking={validation.isFetching} />
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
