import { Radio, Stack } from '@mantine/core'
import { useMessages } from '../messages/language.tsx'
import { useModelName } from '../use-model-name.ts'

interface ModelChoiceProps {
  /** Ids of the installed models. */
  readonly models: readonly string[]
  readonly chosen: string
  readonly onChoose: (model: string) => void
}

export function ModelChoice({ models, chosen, onChoose }: ModelChoiceProps) {
  const t = useMessages()
  const nameOf = useModelName()
  const known: { readonly [id: string]: { readonly about: string } } = t.generate.models
  return (
    <Radio.Group label={t.generate.model} value={chosen} onChange={onChoose}>
      <Stack gap="xs" mt="xs">
        {models.map((id) => (
          <Radio key={id} value={id} label={nameOf(id)} description={known[id]?.about} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
