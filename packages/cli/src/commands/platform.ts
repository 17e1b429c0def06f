import type { Command } from 'commander'
import type { ExitCode } from '../exit-codes.ts'
import type { Io } from '../io.ts'

/** Adds the commands of the platform. Their libraries are loaded when one is run, so that the others stay quick. */
export function addPlatformCommands(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  program
    .command('serve')
    .description('run the platform: accounts, uploads, generations over HTTP')
    .option('--port <number>', 'port to listen on (default: PORT, or 8000)')
    .option('--host <address>', 'address to listen on (default: HOST, or 127.0.0.1)')
    .option('--data-dir <folder>', 'folder of database, files and secrets (default: DATA_DIR, or data)')
    .option('--processes <number>', 'processes that answer on the port, with PostgreSQL (default: 1)')
    .option('--no-worker', 'leave the jobs to `tabricate worker`')
    .option('-q, --quiet', 'no log', false)
    .addHelpText('after', serveHelp)
    .action(async (options: object) => finish(await (await import('./serve.ts')).serve(options, io)))

  program
    .command('worker')
    .description('do the jobs of a platform on PostgreSQL')
    .addHelpText('after', workerHelp)
    .action(async () => finish(await (await import('./worker.ts')).worker(io)))

  program
    .command('verify')
    .description('check that a result is what a platform made, by its signed manifest; needs no network')
    .argument('<result>', 'an archive with manifest.json, or with --manifest any result')
    .option('--manifest <file>', 'what GET /generation/manifest/{id} answered')
    .option('--key <file>', 'the public key that must have signed it, in PEM (manifest_public_key)')
    .option('--source <table>', 'the table that must have been learned')
    .option('--json', 'print what was found as JSON', false)
    .addHelpText('after', verifyHelp)
    .action(async (result: string, options: object) =>
      finish(await (await import('./verify.ts')).verify(result, options, io)),
    )

  addMigrateCommands(program, io, finish)

  program
    .command('backup')
    .description('write the embedded database to a file; also while `serve` runs')
    .requiredOption('-o, --output <file>', 'a .tar.gz file')
    .option('-f, --force', 'overwrite a file that exists', false)
    .option('--json', 'print what was written as JSON', false)
    .addHelpText('after', backupHelp)
    .action(async (options: object) => finish(await (await import('./backup.ts')).backup(options, io)))

  program
    .command('supabase-sql')
    .description('print the SQL for the bucket of SUPABASE_BUCKET_NAME and its policies')
    .addHelpText('after', supabaseHelp)
    .action(async () => finish(await (await import('./supabase-sql.ts')).printSupabaseSql(io)))

  program
    .command('admin')
    .description('administrators of the platform')
    .addHelpText('after', adminHelp)
    .command('create')
    .description('make one, with a password that is shown once')
    .argument('<email>')
    .option('--json', 'print address and password as JSON', false)
    .addHelpText('after', adminHelp)
    .action(async (email: string, options: object) =>
      finish(await (await import('./admin.ts')).createAdmin(email, options, io)),
    )
}

function addMigrateCommands(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  const migrate = program
    .command('migrate')
    .description('the shape of the platform’s database')
    .addHelpText('after', migrateHelp)
  const command = (name: string, description: string) =>
    migrate
      .command(name)
      .description(description)
      .option('--json', 'print what was done as JSON', false)
      .addHelpText('after', migrateHelp)
  const load = () => import('./migrate.ts')
  command('latest', 'bring it to the latest shape').action(async (options: object) =>
    finish(await (await load()).latest(options, io)),
  )
  command('rollback', 'take back what the last run of `latest` did').action(async (options: object) =>
    finish(await (await load()).rollback(options, io)),
  )
  command('to', 'apply or take back steps until this one is the last; `none` takes all back')
    .argument('<name>')
    .action(async (name: string, options: object) => finish(await (await load()).to(name, options, io)))
  command('list', 'name all steps').action(async (options: object) =>
    finish(await (await load()).list(options, io)),
  )
  command('status', 'say which steps the database has').action(async (options: object) =>
    finish(await (await load()).status(options, io)),
  )
  command('make', 'begin the file of a new step, for those who change the platform')
    .argument('<name>', 'words, as `add labels`')
    .option('--folder <folder>', 'where it goes', 'packages/server/src/database/migrations')
    .action(async (name: string, options: object) => finish(await (await load()).make(name, options, io)))
}

const serveHelp = `
Settings come from the environment and from .env in the working folder; see .env.example.

Examples:
  tabricate serve
  tabricate serve --port 9000 --data-dir /var/lib/tabricate
  DATABASE_URL=postgresql://user:password@host/database tabricate serve --processes 4 --no-worker`

const workerHelp = `
Settings come from the environment and from .env in the working folder, as for \`tabricate serve\`.

Examples:
  DATABASE_URL=postgresql://user:password@host/database tabricate worker`

const verifyHelp = `
Examples:
  tabricate verify synthetic-7.zip
  tabricate verify synthetic-7.zip --key platform.pem --source people.csv
  tabricate verify synthetic-7.csv --manifest manifest-7.json --json`

const backupHelp = `
A new platform begins with it: unpack it into an empty DATA_DIR/database/pgdata (tar -xzf). Uploads and results are not in it: copy
DATA_DIR/files too, afterwards.

Examples:
  tabricate backup -o tabricate-monday.tar.gz`

const supabaseHelp = `
Examples:
  tabricate supabase-sql > bucket.sql`

const adminHelp = `
Examples:
  tabricate admin create ada@example.org
  tabricate admin create ada@example.org --json`

const migrateHelp = `
Examples:
  tabricate migrate status
  tabricate migrate latest --json
  tabricate migrate to 2026-12-02-facts`
