import { openThread } from './database/embedded/pglite-thread-port.ts'

// The entry of the thread that the embedded database runs in.
await openThread()
