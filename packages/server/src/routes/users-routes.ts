import { usersContracts } from '../contracts/users.ts'
import type { UserRow } from '../database/repositories/user-repository.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Profiles } from '../services/profiles.ts'
import { presentUser } from './auth-routes.ts'

export function usersRoutes(profiles: Profiles): readonly Route[] {
  return [
    defineRoute(usersContracts.getProfile, async ({ identity }) => ({ data: presentProfile(identity.user) })),
    defineRoute(usersContracts.updateProfile, async ({ identity, body }) => ({
      data: presentProfile(await profiles.change(identity.user, body)),
    })),
    defineRoute(usersContracts.addPushToken, async ({ identity, body }) => ({
      data: await profiles.addPushToken(identity.user, body),
    })),
    defineRoute(usersContracts.deleteAccount, async ({ identity, body, caller }) => {
      await profiles.deleteAccount(identity.user, body.password, caller)
      return { data: {}, message: 'The account and all that belonged to it is deleted.' }
    }),
  ]
}

function presentProfile(user: UserRow) {
  return {
    ...presentUser(user),
    organisation: user.organisation,
    job_title: user.job_title,
    phone: user.phone,
    country: user.country,
    locale: user.locale,
    avatar_url: user.avatar_url,
    preferences: user.preferences,
  }
}
