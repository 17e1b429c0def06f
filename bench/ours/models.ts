import { independent, type Model } from '@tabricate/core'

/** The models that can be measured, made from options as JSON; unknown options are errors. */
export const models: Readonly<Record<string, (options: unknown) => Model>> = {
  independent: (options) => independent(independent.definition.options.parse(options)),
}
