// A dump of an empty embedded database: a new one begins with it, which saves seconds at the first start.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'

const database = await PGlite.create('memory://')
const dump = await database.dumpDataDir('gzip')
writeFileSync(
  join(import.meta.dirname, 'assets', 'database-template.tar.gz'),
  new Uint8Array(await dump.arrayBuffer()),
)
await database.close()
