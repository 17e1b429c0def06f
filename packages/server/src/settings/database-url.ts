interface DatabaseUrls {
  readonly databaseUrl?: string | undefined
  readonly asyncDatabaseUrl?: string | undefined
}

/**
 * The address of the database without a driver's suffix (`postgresql+asyncpg://` is `postgresql://`); `undefined` for the embedded
 * one. Problems are told to `complain`.
 */
export function databaseUrlOf(
  { databaseUrl, asyncDatabaseUrl }: DatabaseUrls,
  complain: (message: string) => void = () => undefined,
): string | undefined {
  const plain = [databaseUrl, asyncDatabaseUrl].flatMap((url) =>
    url === undefined ? [] : [url.replace(/^(postgres(?:ql)?)\+[a-z0-9_]+:/i, '$1:')],
  )
  const [first, second] = plain
  if (first === undefined) return undefined
  if (second !== undefined && second !== first)
    complain('and asyncDatabaseUrl (ASYNC_DATABASE_URL) name different databases: give one of them')
  if (!/^postgres(?:ql)?:\/\//i.test(first)) complain('must begin with postgresql://')
  return first
}
