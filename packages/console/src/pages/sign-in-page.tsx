import {
  Alert,
  Anchor,
  Button,
  Center,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { pageSettings } from '../page-settings.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { LanguageControl } from '../parts/language-control.tsx'
import { useSession } from '../session.tsx'
import { Logo } from '../shell.tsx'

/** Signing in, or making an account. What was open before is open afterwards. */
export function SignInPage() {
  return pageSettings.hasSignIn ? <SignInForm /> : <HostNotice />
}

/** Where the platform is a part of something else, people sign in there. */
function HostNotice() {
  const t = useMessages()
  return (
    <Center component="main" mih="100vh" p="md">
      <Alert color="orange" variant="outline" title={t.signIn.atHost} role="status">
        <Button variant="default" size="xs" onClick={() => location.reload()}>
          {t.errors.retry}
        </Button>
      </Alert>
    </Center>
  )
}

function SignInForm() {
  const t = useMessages()
  const { client, signIn, hasEnded } = useSession()
  const [isNew, setIsNew] = useState(false)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [name, setName] = useState('')
  const submission = useMutation({
    mutationFn: async () => {
      if (isNew)
        await client.post('/auth/register', {
          body: { email, password, ...(name.trim() !== '' && { full_name: name.trim() }) },
        })
      await signIn({ email, password })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    submission.mutate()
  }
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder radius="md" p="xl" w="100%" maw={440}>
        <form onSubmit={submit}>
          <Stack>
            <Group gap="sm" wrap="nowrap">
              <Logo size={40} />
              <Text fw={700} size="lg">
                {pageSettings.title}
              </Text>
            </Group>
            <Text size="sm">{t.signIn.about}</Text>
            <Title order={1} size="h3">
              {isNew ? t.signIn.register : t.signIn.title}
            </Title>
            {hasEnded && <Alert color="orange" variant="outline" title={t.signIn.ended} role="status" />}
            {submission.error !== null && <ErrorNotice error={submission.error} />}
            {isNew && (
              <TextInput
                label={t.signIn.fullName}
                autoComplete="name"
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            )}
            <TextInput
              label={t.signIn.email}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={t.signIn.password}
              autoComplete={isNew ? 'new-password' : 'current-password'}
              required
              minLength={isNew ? 8 : 1}
              {...(isNew && { description: t.signIn.passwordHint })}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" loading={submission.isPending} fullWidth>
              {isNew ? t.signIn.submitRegister : t.signIn.submit}
            </Button>
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => {
                setIsNew(!isNew)
                submission.reset()
              }}
            >
              {isNew ? t.signIn.toSignIn : t.signIn.toRegister}
            </Anchor>
            {!isNew && (
              <Text size="xs" c="dimmed">
                {t.signIn.firstHint}
              </Text>
            )}
            <LanguageControl />
          </Stack>
        </form>
      </Paper>
    </Center>
  )
}
