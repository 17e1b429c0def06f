import {
  Alert,
  Button,
  Group,
  PasswordInput,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import type { Data } from '@tabricate/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { ScrollBox } from '../parts/scroll-box.tsx'
import { useSession } from '../session.tsx'
import { useFormat } from '../use-format.ts'

export default function AccountPage() {
  const t = useMessages()
  const { client, user } = useSession()
  const profile = useQuery({
    queryKey: ['profile'],
    queryFn: ({ signal }) => client.get('/users/profile', { signal }),
  })
  return (
    <>
      <PageTitle title={t.account.title} subtitle={user?.email} />
      <Stack gap="xl">
        <QueryView query={profile}>{(known) => <ProfileForm profile={known} />}</QueryView>
        {/* Without tokens it is the host that signs people in. */}
        {client.tokens.read() !== null && (
          <>
            <Sessions />
            <Deletion />
          </>
        )}
      </Stack>
    </>
  )
}

type Profile = Data<'/users/profile', 'get'>

const fields = [
  ['full_name', 'fullName', 'name'],
  ['organisation', 'organisation', 'organization'],
  ['job_title', 'jobTitle', 'organization-title'],
  ['phone', 'phone', 'tel'],
  ['country', 'country', 'country-name'],
] as const

function ProfileForm({ profile }: { readonly profile: Profile }) {
  const t = useMessages()
  const { client } = useSession()
  const [draft, setDraft] = useState<Partial<Record<(typeof fields)[number][0], string>>>({})
  const save = useMutation({
    mutationFn: () =>
      client.put('/users/profile', {
        body: Object.fromEntries(
          Object.entries(draft).map(([name, text]) => [name, text.trim() === '' ? null : text]),
        ),
      }),
    onSuccess: () => setDraft({}),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={2} size="h4">
          {t.account.profile}
        </Title>
        <SimpleGrid minColWidth="min(16rem, 100%)">
          {fields.map(([name, label, autoComplete]) => (
            <TextInput
              key={name}
              label={t.account[label]}
              autoComplete={autoComplete}
              maxLength={name === 'phone' ? 50 : name === 'country' ? 100 : 200}
              value={draft[name] ?? profile[name] ?? ''}
              onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
        {save.error !== null && <ErrorNotice error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={Object.keys(draft).length === 0}>
            {t.common.save}
          </Button>
          {save.isSuccess && Object.keys(draft).length === 0 && (
            <Text size="sm" role="status">
              {t.common.saved}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  )
}

function Sessions() {
  const t = useMessages()
  const format = useFormat()
  const { client, signOut } = useSession()
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => client.get('/auth/sessions', { signal }),
  })
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t.account.sessions}
      </Title>
      <Text size="sm">{t.account.sessionsHint}</Text>
      <QueryView query={sessions}>
        {({ items }) => (
          <ScrollBox minWidth={560}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.account.lastUsed}</Table.Th>
                  <Table.Th>{t.account.browser}</Table.Th>
                  <Table.Th>{t.account.address}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody className="numbers">
                {items.map((session) => (
                  <Table.Tr key={session.id}>
                    <Table.Td>{format.dateTime(session.last_used_at)}</Table.Td>
                    <Table.Td>{session.user_agent ?? t.common.none}</Table.Td>
                    <Table.Td>{session.ip ?? t.common.none}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollBox>
        )}
      </QueryView>
      <div>
        <ConfirmButton
          label={t.account.endAll}
          title={t.account.endAll}
          text={t.account.sessionsHint}
          onConfirm={async () => {
            await client.post('/auth/logout', { body: { everywhere: true } })
            await signOut()
          }}
        />
      </div>
    </Stack>
  )
}

function Deletion() {
  const t = useMessages()
  const { client, signOut } = useSession()
  const [password, setPassword] = useState('')
  return (
    <Alert color="red" variant="outline" title={t.account.danger}>
      <Stack align="flex-start">
        <Text size="sm">{t.account.dangerText}</Text>
        <ConfirmButton
          label={t.account.deleteButton}
          title={t.account.danger}
          text={t.account.dangerText}
          isDisabled={password === ''}
          onConfirm={async () => {
            await client.delete('/users/account', { body: { password } })
            await signOut()
          }}
        >
          <PasswordInput
            label={t.account.password}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </ConfirmButton>
      </Stack>
    </Alert>
  )
}
