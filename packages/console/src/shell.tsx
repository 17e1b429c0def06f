import {
  ActionIcon,
  AppShell,
  Badge,
  Box,
  Burger,
  Divider,
  Group,
  NavLink,
  ScrollArea,
  SegmentedControl,
  Stack,
  Text,
  Tooltip,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useEffect } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { useLanguage, useMessages } from './messages/language.tsx'
import { pageSettings } from './page-settings.ts'
import { LanguageControl } from './parts/language-control.tsx'
import { followPushed, setPushLanguage } from './push/push.ts'
import { useSession } from './session.tsx'
import { useNotifications } from './use-notifications.ts'

/** What is around every page: where one can go, and how it looks. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { t, language } = useLanguage()
  const [isOpen, { toggle, close }] = useDisclosure()
  const { unread } = useNotifications()
  const navigate = useNavigate()
  useEffect(() => followPushed((place) => void navigate(place)), [navigate])
  useEffect(() => {
    // Where that fails, the console is not usable either; it is tried again whenever it is opened.
    setPushLanguage(language).catch(() => undefined)
  }, [language])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 240, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
      transitionDuration={0}
    >
      <AppShell.Header>
        <button
          type="button"
          className="skip-link"
          onClick={() => document.getElementById('content')?.focus()}
        >
          {t.skip}
        </button>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t.menu} />
          <Logo />
          <Text fw={700} lineClamp={2} lh={1.2} flex={1} size="sm" fz={{ sm: 'md' }}>
            {pageSettings.title}
          </Text>
          <Tooltip label={t.nav.notifications}>
            <ActionIcon
              component={Link}
              to="/notifications"
              variant="subtle"
              size="lg"
              w="auto"
              px="xs"
              aria-label={
                unread > 0 ? t.labelled(t.nav.notifications, t.nav.unread(unread)) : t.nav.notifications
              }
            >
              <Bell />
              {unread > 0 && (
                <Badge size="sm" ml={4} color="red.9">
                  {unread}
                </Badge>
              )}
            </ActionIcon>
          </Tooltip>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={t.nav.label}>
        <Navigation onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Box maw={1200} mx="auto">
          {children}
        </Box>
      </AppShell.Main>
    </AppShell>
  )
}

/** @param onNavigate a phone's menu closes */
function Navigation({ onNavigate }: { readonly onNavigate: () => void }) {
  const t = useMessages()
  const { user, signOut } = useSession()
  const { pathname } = useLocation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const link = (to: string, label: string) => (
    <NavLink
      component={Link}
      to={to}
      label={label}
      onClick={onNavigate}
      active={pathname.startsWith(to)}
      {...(pathname.startsWith(to) && { 'aria-current': 'page' as const })}
    />
  )
  return (
    <>
      <ScrollArea flex={1} type="auto">
        {link('/datasets', t.nav.datasets)}
        {link('/generations', t.nav.generations)}
        {link('/studies', t.nav.studies)}
        {link('/statistics', t.nav.statistics)}
        {link('/notifications', t.nav.notifications)}
        {link('/account', t.nav.account)}
        {user?.role === 'admin' && (
          <>
            <Divider my="sm" label={t.nav.administration} labelPosition="left" />
            {link('/admin/users', t.nav.users)}
            {link('/admin/requests', t.nav.requests)}
            {link('/admin/log', t.nav.log)}
            {link('/admin/system', t.nav.system)}
          </>
        )}
      </ScrollArea>
      <Stack gap="xs" pt="sm">
        <LanguageControl />
        <SegmentedControl
          size="xs"
          aria-label={t.nav.scheme.label}
          value={colorScheme}
          onChange={(value) => isScheme(value) && setColorScheme(value)}
          data={schemes.map((value) => ({ value, label: t.nav.scheme[value] }))}
        />
        <NavLink component="a" href={`${pageSettings.basePath}/docs`} label={t.nav.api} />
        <NavLink
          component="button"
          onClick={() => void signOut()}
          label={t.nav.signOut}
          description={user?.email}
        />
      </Stack>
    </>
  )
}

const schemes = ['light', 'dark', 'auto'] as const

function isScheme(value: string): value is (typeof schemes)[number] {
  return schemes.some((scheme) => scheme === value)
}

export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0b7285" />
      <path fill="#fff" d="M6 7h20v4H6zM6 14h9v4H6zM6 21h9v4H6z" />
      <path fill="#ffc078" d="M17 14h9v4h-9zM17 21h9v4h-9z" />
    </svg>
  )
}

function Bell() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d="M18 16v-5a6 6 0 0 0-12 0v5l-2 2h16zM10 21h4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
