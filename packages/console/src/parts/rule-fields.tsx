import { Checkbox, Group, MultiSelect, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useMessages } from '../messages/language.tsx'
import { type RuleDraft, type RuleKind, suits } from '../rule.ts'
import type { ConditionColumn } from './conditions-form.tsx'

const kinds: readonly RuleKind[] = ['less_than', 'range', 'fixed_combinations', 'sum_of', 'unique']

interface RuleFieldsProps {
  readonly columns: readonly ConditionColumn[]
  readonly draft: RuleDraft
  readonly onChange: (draft: RuleDraft) => void
}

/** What a rule of the chosen kind needs. */
export function RuleFields({ columns, draft, onChange }: RuleFieldsProps) {
  const t = useMessages()
  const { kind } = draft
  const suited = columns.filter(({ type }) => suits(kind, type))
  const change = (part: Partial<RuleDraft>) => onChange({ ...draft, ...part })
  const one = (label: string, field: 'column' | 'other', among = suited) => (
    <NativeSelect
      label={label}
      w={{ base: '100%', sm: 200 }}
      value={draft[field]}
      onChange={({ currentTarget: { value } }) => change({ [field]: value })}
      data={['', ...among.map(({ name }) => name)]}
    />
  )
  const several = (label: string) => (
    <MultiSelect
      label={label}
      w={{ base: '100%', sm: 320 }}
      searchable
      data={suited.map(({ name }) => name)}
      value={[...draft.columns]}
      onChange={(names) => change({ columns: names })}
    />
  )
  // Numbers are compared with numbers, dates with dates.
  const typeOfColumn = columns.find(({ name }) => name === draft.column)?.type
  const alike = suited.filter(
    ({ name, type }) => name !== draft.column && (typeOfColumn === undefined || type === typeOfColumn),
  )
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t.rules.kind}
        w={{ base: '100%', sm: 320 }}
        value={kind}
        onChange={({ currentTarget: { value } }) => {
          const chosen = kinds.find((each) => each === value)
          if (chosen !== undefined) change({ kind: chosen, column: '', other: '', columns: [] })
        }}
        data={kinds.map((value) => ({ value, label: t.rules.kinds[value] }))}
      />
      {kind === 'less_than' && (
        <>
          {one(t.rules.lower, 'column')}
          {one(t.rules.higher, 'other', alike)}
          <Checkbox
            label={t.rules.canBeEqual}
            mb={8}
            checked={draft.canBeEqual}
            onChange={(event) => change({ canBeEqual: event.currentTarget.checked })}
          />
        </>
      )}
      {kind === 'range' && (
        <>
          {one(t.rules.column, 'column')}
          {(['min', 'max'] as const).map((end) =>
            typeOfColumn === 'datetime' ? (
              <TextInput
                key={end}
                label={t.rules[end]}
                placeholder="2024-12-31"
                w={{ base: '100%', sm: 150 }}
                value={draft[end]}
                onChange={(event) => change({ [end]: event.currentTarget.value })}
              />
            ) : (
              <NumberInput
                key={end}
                label={t.rules[end]}
                w={{ base: '100%', sm: 150 }}
                value={draft[end]}
                onChange={(value) => change({ [end]: value })}
              />
            ),
          )}
        </>
      )}
      {kind === 'sum_of' && (
        <>
          {one(t.rules.total, 'column')}
          {several(t.rules.parts)}
        </>
      )}
      {(kind === 'fixed_combinations' || kind === 'unique') && several(t.rules.columns)}
    </Group>
  )
}
