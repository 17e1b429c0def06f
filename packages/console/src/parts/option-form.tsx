import {
  Checkbox,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core'
import type { Json } from '@tabricate/client'
import { useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { useTranslate } from '../messages/use-translate.ts'
import { type Option, parseNumbers } from '../option-field.ts'

interface OptionFormProps {
  readonly options: readonly Option[]
  /** The values that are used, with what was changed. */
  readonly values: { readonly [name: string]: Json }
  readonly changed: ReadonlySet<string>
  /** Problems by the name of the option. */
  readonly problems: ReadonlyMap<string, string>
  readonly onChange: (name: string, value: Json) => void
  readonly onReset: (name: string) => void
}

/** A field for every option of a model, made from its JSON Schema. */
export function OptionForm({ options, values, changed, problems, onChange, onReset }: OptionFormProps) {
  return (
    <SimpleGrid minColWidth="min(15rem, 100%)" spacing="md">
      {options
        .filter(({ field }) => field.kind !== 'other')
        .map((option) => (
          <Stack key={option.name} gap={2}>
            <OptionInput
              option={option}
              value={values[option.name] ?? null}
              problem={problems.get(option.name) ?? null}
              onChange={(value) => onChange(option.name, value)}
            />
            {changed.has(option.name) && <ResetButton name={option.name} onReset={onReset} />}
          </Stack>
        ))}
    </SimpleGrid>
  )
}

function ResetButton({ name, onReset }: { readonly name: string; readonly onReset: (name: string) => void }) {
  const t = useMessages()
  return (
    <UnstyledButton
      onClick={() => onReset(name)}
      aria-label={t.labelled(`${t.generate.changed} · ${t.generate.reset}`, name)}
    >
      <Text size="xs" td="underline">
        {t.generate.changed} · {t.generate.reset}
      </Text>
    </UnstyledButton>
  )
}

/** What is explained stands beneath its field: fields side by side are level. */
const order = ['label', 'input', 'description', 'error'] as const

interface OptionInputProps {
  readonly option: Option
  readonly value: Json
  readonly problem: string | null
  readonly onChange: (value: Json) => void
}

function OptionInput({ option: { name, field, ...option }, value, problem, onChange }: OptionInputProps) {
  const translate = useTranslate()
  const description = translate(option.description)
  const error = problem === null ? null : translate(problem)
  const common = { label: name, description, error, inputWrapperOrder: [...order] }
  switch (field.kind) {
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          allowDecimal={!field.isWhole}
          decimalScale={field.isWhole ? 0 : 12}
          step={field.isWhole ? 1 : 0.001}
          // What lies outside the limits is told as such, never corrected in silence.
          clampBehavior="none"
          {...(field.min !== null && { min: field.min })}
          {...(field.max !== null && { max: field.max })}
          onChange={(next) => onChange(next === '' ? null : Number(next))}
        />
      )
    case 'boolean':
      return (
        <Checkbox
          label={name}
          description={description}
          error={error}
          mt="lg"
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'choice':
      return (
        <NativeSelect
          {...common}
          value={typeof value === 'string' ? value : ''}
          data={[...field.choices]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'numbers':
      return <NumbersInput {...common} value={value} isWhole={field.isWhole} onChange={onChange} />
    case 'text':
      return (
        <TextInput
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'other':
      return null
    default:
      return field satisfies never
  }
}

interface NumbersInputProps {
  readonly label: string
  readonly description: string
  readonly error: string | null
  readonly inputWrapperOrder: ('label' | 'input' | 'description' | 'error')[]
  readonly value: Json
  readonly isWhole: boolean
  readonly onChange: (value: Json) => void
}

/** Keeps what is typed until it is a list of numbers. */
function NumbersInput({ value, isWhole, onChange, error, ...labels }: NumbersInputProps) {
  const t = useMessages()
  const [draft, setDraft] = useState<string | null>(null)
  const shown = draft ?? (Array.isArray(value) ? value.join(', ') : '')
  const isWrong = draft !== null && parseNumbers(draft, isWhole) === null
  return (
    <TextInput
      {...labels}
      placeholder={t.generate.listHint}
      error={isWrong ? t.generate.listWrong : error}
      value={shown}
      onBlur={() => !isWrong && setDraft(null)}
      onChange={(event) => {
        const text = event.currentTarget.value
        setDraft(text)
        const numbers = parseNumbers(text, isWhole)
        if (numbers !== null) onChange([...numbers])
      }}
    />
  )
}
