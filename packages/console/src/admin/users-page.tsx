import { Badge, Table, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Pager } from '../parts/pager.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { ScrollBox } from '../parts/scroll-box.tsx'
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
            <ScrollBox minWidth={620}>
              <Table verticalSpacing="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t.signIn.email}</Table.Th>
                    <Table.Th>{t.common.name}</Table.Th>
                    <Table.Th>{t.admin.role}</Table.Th>
                    <Table.Th>{t.common.status}</Table.Th>
                    <Table.Th>{t.common.created}</Table.Th>
                    <Table.Th>{t.common.actions}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody className="numbers">
                  {items.map((user) => (
                    <Table.Tr key={user.id}>
                      <Table.Td>{user.email}</Table.Td>
                      <Table.Td>{user.full_name ?? t.common.none}</Table.Td>
                      <Table.Td>{t.admin.roles[user.role]}</Table.Td>
                      <Table.Td>
                        <Badge variant="default" tt="none">
                          {user.is_active ? t.admin.active : t.admin.disabled}
                        </Badge>
                      </Table.Td>
                      <Table.Td>{format.dateTime(user.created_at)}</Table.Td>
                      <Table.Td>
                        {user.id !== me?.id && (
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
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </ScrollBox>
            <Pager offset={offset} limit={limit} total={total} onChange={setOffset} />
          </>
        )}
      </QueryView>
    </>
  )
}
