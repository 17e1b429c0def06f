import { loadModel, writeFileAtomically } from '@tabricate/core/node'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { createSay } from '../messages.ts'
import { restorers } from '../models.ts'
import { checkOutputs } from '../output.ts'
import { readArguments } from '../read-arguments.ts'

const argumentsSchema = z.object({
  output: z.string(),
  force: z.boolean(),
  quiet: z.boolean(),
  json: z.boolean(),
})

/** `tabricate export`: a saved network as an ONNX file, which any ONNX Runtime draws rows from. */
export async function exportModel(modelFile: string, given: object, io: Io): Promise<ExitCode> {
  const { output, force, quiet, json } = readArguments(argumentsSchema, given)
  await checkOutputs([output], force)
  const synthesizer = await loadModel(modelFile, restorers)
  try {
    const bytes = synthesizer.toOnnx()
    await writeFileAtomically(output, [bytes], { force, signal: io.signal })
    const size = `${(bytes.length / 1e6).toFixed(1)} MB`
    await createSay(
      io,
      quiet || json,
    )(`Wrote the generator of ${synthesizer.modelId} to ${output} (${size}).`)
    if (json)
      await writeLine(
        io.stdout,
        JSON.stringify({ model: synthesizer.modelId, modelFile, output, bytes: bytes.length }, null, 2),
      )
  } finally {
    await synthesizer.dispose()
  }
  return exitCodes.done
}
