import { independent, type Model } from '@tabricate/core'
import { ctgan } from '@tabricate/models-ctgan'
import { mixture } from '@tabricate/models-mixture'
import { tvae } from '@tabricate/models-tvae'

/** The models that can be measured, made from options as JSON; unknown options are errors. `independent` is the floor. */
export const models: Readonly<Record<string, (options: unknown) => Model>> = {
  ctgan: (options) => ctgan(ctgan.definition.options.parse(options)),
  mixture: (options) => mixture(mixture.definition.options.parse(options)),
  tvae: (options) => tvae(tvae.definition.options.parse(options)),
  independent: (options) => independent(independent.definition.options.parse(options)),
}
