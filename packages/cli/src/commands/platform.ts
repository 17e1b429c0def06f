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
    .option('--no-worker', 'leave the jobs to `tabricate worker`')
    .option('-q, --quiet', 'no log', false)
    .addHelpText(
      'after',
      '\nSettings come from the environment and from .env in the working folder; see .env.example.',
    )
    .action(async (options: object) => finish(await (await import('./serve.ts')).serve(options, io)))

  program
    .command('worker')
    .description('do the jobs of a platform on PostgreSQL')
    .action(async () => finish(await (await import('./worker.ts')).worker(io)))

  const migrate = program.command('migrate').description('the shape of the platform’s database')
  const directions = [
    ['latest', 'bring it to the latest shape'],
    ['rollback', 'take the last step back'],
    ['status', 'say which steps it has'],
  ] as const
  for (const [direction, description] of directions)
    migrate
      .command(direction)
      .description(description)
      .action(async () => finish(await (await import('./migrate.ts')).migrate(direction, io)))

  program
    .command('backup')
    .description('write the embedded database to a file, while `serve` does not run')
    .requiredOption('-o, --output <file>', 'a .tar.gz file')
    .option('-f, --force', 'overwrite a file that exists', false)
    .action(async (options: object) => finish(await (await import('./backup.ts')).backup(options, io)))

  program
    .command('admin')
    .description('administrators of the platform')
    .command('create')
    .description('make one, with a password that is shown once')
    .argument('<email>')
    .action(async (email: string) => finish(await (await import('./admin.ts')).createAdmin(email, io)))
}
