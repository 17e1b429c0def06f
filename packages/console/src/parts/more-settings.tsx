import { Checkbox, NativeSelect, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import type { DatasetDetail } from '@tabricate/client'
import type { Draft } from '../generation-draft.ts'
import { useMessages } from '../messages/language.tsx'

interface MoreSettingsProps {
  readonly dataset: DatasetDetail
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
}

/** What the result and its report are to be like. */
export function MoreSettings({ dataset, draft, onChange }: MoreSettingsProps) {
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
