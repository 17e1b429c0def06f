import { compare, hash } from '@node-rs/bcrypt'

/** bcrypt reads no more: longer passwords are refused, not cut. */
export const maxPasswordBytes = 72

/** Hashes and compares passwords in the thread pool of Node, away from the event loop. */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** Takes as long for a person without a password, so that the time does not tell who has an account. */
  matches(password: string, hash: string | null): Promise<boolean>
}

export async function createPasswordHasher(cost: number): Promise<PasswordHasher> {
  const nobody = await hash('the password of nobody', { cost })
  return {
    hash: (password) => hash(password, { cost }),
    async matches(password, known) {
      const isReadable = new TextEncoder().encode(password).length <= maxPasswordBytes
      const isSame = await compare(isReadable ? password : '', known ?? nobody)
      return isReadable && known !== null && isSame
    },
  }
}
