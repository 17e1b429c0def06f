import { createServer, type HostIdentity, type Server } from '@tabricate/server'
import express, { type Express } from 'express'

/** What this application knows of its people: stands for a session cookie, a gateway's header, a lookup. */
const people: ReadonlyMap<string, HostIdentity> = new Map([
  ['ada-key', { userId: 'ada@analytical.example', role: 'user' }],
  ['root-key', { userId: 'operator', role: 'admin' }],
])

export interface Application {
  readonly app: Express
  readonly synth: Server
}

/** An application of one's own with the platform mounted at `/synth`, behind the application's own sign-in. */
export async function createApplication(dataDir: string): Promise<Application> {
  const synth = await createServer({
    models: [import.meta.resolve('@tabricate/models-ctgan'), import.meta.resolve('@tabricate/models-tvae')],
    settings: { dataDir },
    // Null: nobody is signed in. An account of the platform's is made for whoever is seen first.
    authenticate: (request) => people.get(String(request.headers['x-api-key'])) ?? null,
  })
  const app = express()
  app.get('/', (_request, response) => {
    response.send('The application itself.')
  })
  app.use('/synth', synth.router)
  return { app, synth }
}
