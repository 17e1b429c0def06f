import { type Io, writeLine } from './io.ts'

/** Tells the user what is done, on standard error. */
export type Say = (message: string) => Promise<void>

/** Says nothing when `quiet`. */
export function createSay({ stderr }: Pick<Io, 'stderr'>, quiet: boolean): Say {
  return quiet ? async () => {} : (message) => writeLine(stderr, message)
}
