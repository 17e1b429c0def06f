import { ctgan } from '@tabricate/models-ctgan'
import { mixture } from '@tabricate/models-mixture'
import { tvae } from '@tabricate/models-tvae'
import type { ToWorker } from './messages.ts'

/** The model of this name. Options are checked: unknown ones are errors. */
export function modelOf(id: string, options: ToWorker['options']) {
  if (id === 'ctgan') return ctgan(ctgan.definition.options.parse(options))
  if (id === 'tvae') return tvae(tvae.definition.options.parse(options))
  return mixture(mixture.definition.options.parse(options))
}
