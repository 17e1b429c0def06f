import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'

export interface Figure {
  readonly label: string
  readonly value: string
}

/** Figures under their names, side by side. */
export function Figures({
  title,
  figures,
}: {
  readonly title?: string
  readonly figures: readonly Figure[]
}) {
  return (
    <Stack gap="xs">
      {title !== undefined && (
        <Title order={2} size="h4">
          {title}
        </Title>
      )}
      <SimpleGrid minColWidth="min(9rem, 100%)" spacing="sm">
        {figures.map(({ label, value }) => (
          <Paper key={label} withBorder p="sm" radius="md">
            <Text size="sm" c="dimmed">
              {label}
            </Text>
            <Text size="lg" fw={700} className="numbers">
              {value}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
    </Stack>
  )
}
