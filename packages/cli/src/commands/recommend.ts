import type { JudgedCandidate } from '@tabricate/core'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readInputTable } from '../input.ts'
import { type Io, writeLine } from '../io.ts'
import { createSay } from '../messages.ts'
import { findModel } from '../models.ts'
import { number, readArguments, wholeNumber } from '../read-arguments.ts'
import { recommendFor } from '../recommendation.ts'
import { formatSchema } from '../table-format.ts'
import { formatTextTable } from '../text-table.ts'

const argumentsSchema = z.object({
  model: z.array(z.string()),
  maxSeconds: number('seconds above 0', (seconds) => seconds > 0),
  maxRows: wholeNumber(2),
  seed: number('a number', () => true),
  type: z.array(z.string()),
  format: formatSchema.optional(),
  quiet: z.boolean(),
  json: z.boolean(),
})

/** `tabricate recommend`: tries models on a sample of a table, and says which one to use. */
export async function recommend(input: string, given: object, io: Io): Promise<ExitCode> {
  const { model, type, format, quiet, json, ...options } = readArguments(argumentsSchema, given)
  for (const name of model) findModel(name)
  const say = createSay(io, quiet || json)
  const table = await readInputTable({ path: input, format }, io, type, say)
  const recommendation = await recommendFor(
    table,
    {
      ...options,
      ...(model.length > 0 && { models: model }),
      onCandidate: ({ name, fitSeconds }) =>
        void say(`Tried ${name} (${fitSeconds.toFixed(1)} s of training).`),
    },
    io,
  )
  if (json) {
    await writeLine(io.stdout, JSON.stringify(recommendation, null, 2))
    return exitCodes.done
  }
  const { name, reason, candidates, learnedRows, heldOutRows } = recommendation
  const rows = (count: number) => count.toLocaleString('en')
  await writeLine(
    io.stdout,
    [
      formatCandidates(candidates),
      `Learned ${rows(learnedRows)} rows; judged by ${rows(heldOutRows)} others.`,
      `Recommended: ${name}. ${reason}`,
    ].join('\n\n'),
  )
  return exitCodes.done
}

function formatCandidates(candidates: readonly JudgedCandidate[]): string {
  return formatTextTable(
    [
      { title: 'model' },
      { title: 'quality', align: 'right' },
      { title: 'nearer to learned rows', align: 'right' },
      { title: 'training', align: 'right' },
      { title: 'sampling', align: 'right' },
      { title: 'problem' },
    ],
    candidates.map(({ name, quality, nearerShare, fitSeconds, sampleSeconds, problem }) => [
      name,
      quality === null ? '–' : quality.toFixed(3),
      nearerShare === null ? '–' : `${(100 * nearerShare).toFixed(1)} %`,
      `${fitSeconds.toFixed(1)} s`,
      `${sampleSeconds.toFixed(1)} s`,
      problem ?? '',
    ]),
  )
}
