import {
  ActionIcon,
  Group,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import type { Where } from '@tabricate/client'
import { useMessages } from '../messages/language.tsx'

export interface ConditionColumn {
  readonly name: string
  readonly type: string
  readonly top: { readonly values: readonly { readonly value: string }[] } | null
}

interface ConditionsFormProps {
  readonly columns: readonly ConditionColumn[]
  readonly value: Where
  readonly onChange: (value: Where) => void
}

type Condition = Where[string]

/** Conditions on columns: any of several values, or a range. */
export function ConditionsForm({ columns, value, onChange }: ConditionsFormProps) {
  const t = useMessages()
  const free = columns.filter(({ name, type }) => type !== 'id' && !Object.hasOwn(value, name))
  const set = (name: string, condition: Condition) => onChange({ ...value, [name]: condition })
  return (
    <Stack gap="sm">
      {Object.keys(value).length === 0 && <Text size="sm">{t.generation.noConditions}</Text>}
      {Object.entries(value).map(([name, condition]) => (
        <Group key={name} align="flex-end" gap="xs">
          <ConditionInput
            name={name}
            column={columns.find((column) => column.name === name)}
            condition={condition}
            onChange={(next) => set(name, next)}
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t.generation.removeCondition(name)}
            onClick={() => {
              const { [name]: _, ...rest } = value
              onChange(rest)
            }}
          >
            <span aria-hidden="true">×</span>
          </ActionIcon>
        </Group>
      ))}
      {free.length > 0 && (
        <NativeSelect
          w={{ base: '100%' }}
          maw={320}
          aria-label={t.generation.addCondition}
          value=""
          onChange={({ currentTarget: { value: name } }) => {
            const column = free.find((each) => each.name === name)
            if (column !== undefined) set(name, isRange(column) ? {} : [column.top?.values[0]?.value ?? ''])
          }}
          data={[{ value: '', label: `${t.generation.addCondition} …` }, ...free.map(({ name }) => name)]}
        />
      )}
    </Stack>
  )
}

function isRange({ type }: ConditionColumn): boolean {
  return type === 'numerical' || type === 'datetime'
}

interface ConditionInputProps {
  readonly name: string
  readonly column: ConditionColumn | undefined
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
}

function ConditionInput({ name, column, condition, onChange }: ConditionInputProps) {
  const t = useMessages()
  if (column !== undefined && isRange(column)) {
    const range =
      typeof condition === 'object' && condition !== null && !Array.isArray(condition) ? condition : {}
    const end = (key: 'min' | 'max', text: string | number) => {
      const { [key]: _, ...rest } = range
      onChange(text === '' ? rest : { ...rest, [key]: text })
    }
    const Input = column.type === 'numerical' ? NumberEnd : TextEnd
    return (
      <>
        <Input
          label={t.labelled(name, t.generation.conditionMin)}
          value={range.min ?? ''}
          onChange={(text) => end('min', text)}
        />
        <Input
          label={t.labelled(name, t.generation.conditionMax)}
          value={range.max ?? ''}
          onChange={(text) => end('max', text)}
        />
      </>
    )
  }
  const chosen = (Array.isArray(condition) ? condition : [condition]).map(String)
  const known = column?.top?.values.map(({ value }) => value) ?? []
  return (
    <MultiSelect
      label={name}
      description={t.generation.conditionValues}
      w={240}
      searchable
      data={[...new Set([...known, ...chosen])]}
      value={chosen}
      // No value at all is no condition that could be met.
      onChange={(values) => values.length > 0 && onChange(values)}
    />
  )
}

interface EndProps {
  readonly label: string
  readonly value: string | number
  readonly onChange: (value: string | number) => void
}

function NumberEnd(props: EndProps) {
  return <NumberInput {...props} w={170} />
}

function TextEnd({ label, value, onChange }: EndProps) {
  return (
    <TextInput
      label={label}
      placeholder="2024-12-31"
      w={170}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
