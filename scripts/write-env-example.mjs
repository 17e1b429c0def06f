// Writes `.env.example` from the schema of the platform's settings. A test compares the two.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentExample } from '@tabricate/server'
import { root } from './run.mjs'

writeFileSync(join(root, '.env.example'), environmentExample())
