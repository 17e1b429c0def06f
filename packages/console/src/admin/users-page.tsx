import { Badge, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Pager } from '../parts/pager.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { useSession } from '../session.tsx'
import { useFormat } from '../use-format.ts'

const limit = 20

export default function UsersPage() {
  const t = useMessages()
  const format = useFormat()
  const { client, user: me } = useSession()
  const queries = useQueryClient()
  const [offset, setOffset] = useState(0)
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 300)
  const list = useQuery({
    queryKey: ['users', offset, search],
    queryFn: ({ signal }) =>
      client.get('/admin/users', { query: { limit, offset, ...(search !== '' && { search }) }, signal }),
  })
  const toggle = async (id: number) => {
    await client.post('/admin/users/{id}/toggle', { path: { id } })
    await queries.invalidateQueries({ queryKey: ['users'] })
  }
  return (
    <>
      <PageTitle title={t.admin.users}>
        <TextInput
          aria-label={t.admin.search}
          placeholder={t.admin.search}
          type="search"
          w={280}
          maw="100%"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setOffset(0)
          }}
        />
      </PageTitle>
      <QueryView query={list}>
        {({ items, total }) => (
          <>
            <DataTable
              minWidth={620}
              rows={items}
              columns={[
                { title: t.signIn.email, cell: (user) => user.email },
                { title: t.common.name, cell: (user) => user.full_name ?? t.common.none },
                { title: t.admin.role, cell: (user) => t.admin.roles[user.role] },
                {
                  title: t.common.status,
                  cell: (user) => (
                    <Badge variant="default" tt="none">
                      {user.is_active ? t.admin.active : t.admin.disabled}
                    </Badge>
                  ),
                },
                { title: t.common.created, cell: (user) => format.dateTime(user.created_at) },
                {
                  title: t.common.actions,
                  cell: (user) =>
                    user.id !== me?.id && (
                      <ConfirmButton
                        size="xs"
                        label={user.is_active ? t.admin.disable : t.admin.enable}
                        title={
                          user.is_active
                            ? t.admin.disableTitle(user.email)
                            : `${t.admin.enable}: ${user.email}`
                        }
                        text={user.is_active ? t.admin.disableText : t.admin.enableText}
                        onConfirm={() => toggle(user.id)}
                      />
                    ),
                },
              ]}
            />
            <Pager offset={offset} limit={limit} total={total} onChange={setOffset} />
          </>
        )}
      </QueryView>
    </>
  )
}
