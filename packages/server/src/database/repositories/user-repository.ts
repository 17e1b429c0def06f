import type { Json } from '@tabricate/core'
import type { Database } from '../database.ts'
import { type Counted, listPage, type Page, type PageQuery, pageOrder, totalRows } from '../list-page.ts'

export type Role = 'user' | 'admin'

export interface UserRow {
  readonly id: number
  readonly email: string | null
  readonly password_hash: string | null
  /** Who this is to the host, where the host signs people in. */
  readonly external_subject: string | null
  readonly role: Role
  readonly is_active: boolean
  /** Raised to end all access tokens at once. */
  readonly token_version: number
  readonly full_name: string | null
  readonly organisation: string | null
  readonly job_title: string | null
  readonly phone: string | null
  readonly country: string | null
  readonly locale: string | null
  readonly avatar_url: string | null
  readonly preferences: { readonly [key: string]: Json }
  readonly created_at: Date
  readonly updated_at: Date
}

export type ProfileChange = {
  readonly [Field in
    | 'full_name'
    | 'organisation'
    | 'job_title'
    | 'phone'
    | 'country'
    | 'locale'
    | 'avatar_url']?: string | null | undefined
} & { readonly preferences?: UserRow['preferences'] | undefined }

export interface UserQuery extends PageQuery {
  readonly role?: Role | undefined
  readonly isActive?: boolean | undefined
  /** A part of the address or name, in any case. */
  readonly search?: string | undefined
}

/** Its columns are named: a prepared statement must not change its result when a migration adds one. */
const ofSessionSql = `select ${[
  'id',
  'email',
  'password_hash',
  'external_subject',
  'role',
  'is_active',
  'token_version',
  'full_name',
  'organisation',
  'job_title',
  'phone',
  'country',
  'locale',
  'avatar_url',
  'preferences',
  'created_at',
  'updated_at',
]
  .map((column) => `u.${column}`)
  .join(
    ', ',
  )} from users u join sessions s on s.user_id = u.id where u.id = ? and s.id = ? and s.revoked_at is null`

export function createUserRepository(database: Database) {
  const users = () => database.sql()<UserRow>('users')
  return {
    async byId(id: number): Promise<UserRow | undefined> {
      return users().where({ id }).first()
    },
    /** The account of a session that has not ended. Asked with every request: hence written out, and prepared by each connection. */
    async ofSession(id: number, sessionId: number): Promise<UserRow | undefined> {
      const result = await database
        .sql()
        .raw<{ rows: UserRow[] }>(ofSessionSql, [id, sessionId])
        .options({ name: 'user-of-session' })
      return result.rows[0]
    },
    async byEmail(email: string): Promise<UserRow | undefined> {
      return users().where({ email }).first()
    },
    /** Null when the address is taken. */
    async add(user: {
      readonly email: string
      readonly passwordHash: string
      readonly role: Role
      readonly fullName: string | null
    }): Promise<UserRow | null> {
      const [row] = await users()
        .insert({
          email: user.email,
          password_hash: user.passwordHash,
          role: user.role,
          full_name: user.fullName,
        })
        .onConflict('email')
        .ignore()
        .returning('*')
      return row ?? null
    },
    /** The account of somebody whom the host has signed in; made when it is first seen. */
    async forSubject(subject: string, role: Role): Promise<UserRow | undefined> {
      const known = await users().where({ external_subject: subject }).first()
      if (known !== undefined && known.role === role) return known
      const [row] = await users()
        .insert({ external_subject: subject, role })
        .onConflict('external_subject')
        .merge({ role })
        .returning('*')
      return row
    },
    async change(id: number, change: ProfileChange, at: Date): Promise<UserRow | undefined> {
      const { preferences, ...fields } = change
      const [row] = await database
        .sql()('users')
        .where({ id })
        .update({
          ...fields,
          ...(preferences && { preferences: JSON.stringify(preferences) }),
          updated_at: at,
        })
        .returning<UserRow[]>('*')
      return row
    },
    async setPassword(id: number, passwordHash: string): Promise<void> {
      await users().where({ id }).update({ password_hash: passwordHash }).increment('token_version', 1)
    },
    async endTokens(id: number): Promise<void> {
      await users().where({ id }).increment('token_version', 1)
    },
    /** Locks the administrators' rows until the end of the transaction. */
    async activeAdministrators(): Promise<readonly number[]> {
      const rows = await users().where({ role: 'admin', is_active: true }).forUpdate().select('id')
      return rows.map(({ id }) => id)
    },
    async list({ role, isActive, search, ...page }: UserQuery): Promise<Page<UserRow>> {
      const found = database
        .sql()('users as u')
        .where({
          ...(role && { 'u.role': role }),
          ...(isActive !== undefined && { 'u.is_active': isActive }),
        })
      if (search !== undefined) {
        const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
        found.where((either) => {
          either.whereILike('u.email', pattern).orWhereILike('u.full_name', pattern)
        })
      }
      const sorted = found
        .select<Counted<UserRow>[]>(['u.*', totalRows(database.sql())])
        .orderBy(pageOrder(page, 'u'))
      return listPage<UserRow>(page, async (limit, offset) => sorted.clone().limit(limit).offset(offset))
    },
    /** Disabling raises the token version: all access tokens end at once. */
    async setActive(id: number, isActive: boolean, at: Date): Promise<UserRow | undefined> {
      const [row] = await database
        .sql()('users')
        .where({ id })
        .update({
          is_active: isActive,
          updated_at: at,
          ...(!isActive && { token_version: database.sql().raw('token_version + 1') }),
        })
        .returning<UserRow[]>('*')
      return row
    },
    async remove(id: number): Promise<void> {
      await users().where({ id }).delete()
    },
    async addPushToken(userId: number, platform: string, target: string): Promise<number> {
      const [row] = await database
        .sql()<{ id: number; user_id: number; platform: string; target: string }>('push_tokens')
        .insert({ user_id: userId, platform, target })
        .onConflict(['user_id', 'platform', 'target'])
        .merge(['target'])
        .returning('id')
      return row?.id ?? 0
    },
    /** Keeps a line of what was done to whom, without the person. */
    async audit(action: string, actorId: number | null, subject: string): Promise<void> {
      await database.sql()('audit_log').insert({ action, actor_id: actorId, subject })
    },
  }
}

export type UserRepository = ReturnType<typeof createUserRepository>
