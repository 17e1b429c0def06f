import { Button, Center, Loader } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { HashRouter, Link, Navigate, Route, Routes as Switch } from 'react-router'
import { useMessages } from './messages/language.tsx'
import { DatasetsPage } from './pages/datasets-page.tsx'
import { SignInPage } from './pages/sign-in-page.tsx'
import { ErrorBoundary } from './parts/error-boundary.tsx'
import { ErrorNotice } from './parts/error-notice.tsx'
import { PageTitle } from './parts/page-title.tsx'
import { useSession } from './session.tsx'
import { Shell } from './shell.tsx'

// What is seen first comes first; the rest when it is asked for.
const DatasetPage = lazy(() => import('./pages/dataset-page.tsx'))
const NewGenerationPage = lazy(() => import('./pages/new-generation-page.tsx'))
const GenerationsPage = lazy(() => import('./pages/generations-page.tsx'))
const GenerationPage = lazy(() => import('./pages/generation-page.tsx'))
const NewStudyPage = lazy(() => import('./pages/new-study-page.tsx'))
const StudiesPage = lazy(() => import('./pages/studies-page.tsx'))
const StudyPage = lazy(() => import('./pages/study-page.tsx'))
const NotificationsPage = lazy(() => import('./pages/notifications-page.tsx'))
const StatisticsPage = lazy(() => import('./pages/statistics-page.tsx'))
const AccountPage = lazy(() => import('./pages/account-page.tsx'))
const UsersPage = lazy(() => import('./admin/users-page.tsx'))
const RequestsPage = lazy(() => import('./admin/requests-page.tsx'))
const LogPage = lazy(() => import('./admin/log-page.tsx'))
const SystemPage = lazy(() => import('./admin/system-page.tsx'))

/** Pages by the part of the address after `#`: the server needs to know one page alone, wherever it is mounted. */
export function Routes() {
  const { user, error, retry } = useSession()
  if (error !== null) return <ErrorNotice error={error} onRetry={retry} isPage />
  if (user === undefined) return <Waiting />
  if (user === null) return <SignInPage />
  return (
    <HashRouter>
      <Shell>
        <ErrorBoundary>
          <Suspense fallback={<Waiting />}>
            <Switch>
              <Route path="/" element={<Navigate to="/datasets" replace />} />
              <Route path="/datasets" element={<DatasetsPage />} />
              <Route path="/datasets/:id" element={<DatasetPage />} />
              <Route path="/datasets/:id/generate" element={<NewGenerationPage />} />
              <Route path="/datasets/:id/tune" element={<NewStudyPage />} />
              <Route path="/generations" element={<GenerationsPage />} />
              <Route path="/generations/:id" element={<GenerationPage />} />
              <Route path="/studies" element={<StudiesPage />} />
              <Route path="/studies/:id" element={<StudyPage />} />
              <Route path="/notifications" element={<NotificationsPage />} />
              <Route path="/statistics" element={<StatisticsPage />} />
              <Route path="/account" element={<AccountPage />} />
              {user.role === 'admin' && (
                <>
                  <Route path="/admin/users" element={<UsersPage />} />
                  <Route path="/admin/requests" element={<RequestsPage />} />
                  <Route path="/admin/log" element={<LogPage />} />
                  <Route path="/admin/system" element={<SystemPage />} />
                </>
              )}
              <Route path="*" element={<NoSuchPage />} />
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </Shell>
    </HashRouter>
  )
}

function NoSuchPage() {
  const t = useMessages()
  return (
    <>
      <PageTitle title={t.noSuchPage} />
      <Button component={Link} to="/datasets" variant="default">
        {t.generations.toDatasets}
      </Button>
    </>
  )
}

function Waiting() {
  const t = useMessages()
  return (
    <Center mih="60vh">
      <Loader aria-label={t.loading} />
    </Center>
  )
}
