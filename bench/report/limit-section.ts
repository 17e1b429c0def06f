import type { LimitResult, StepFigures } from '../limit/limit-result.ts'

/** How near a training step comes to what the machine can do, as Markdown. */
export function limitSection(result: LimitResult | undefined): string {
  if (result === undefined) return 'Not measured yet.'
  const { limit, steps, machine, otherWork, commit } = result
  const { ours, oursSmall, peer, peerName } = limit
  return [
    `Adult's 32,561 rows; ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}; one thread; commit \`${commit}\`, other work ${Math.round(100 * otherWork)} %.`,
    '',
    '| products of matrices | by | multiplications with an addition a second |',
    '|---|---|---|',
    `| 1,024 × 1,024 by 1,024 × 1,024 | ONNX Runtime | ${billions(ours)} |`,
    `| 1,024 × 1,024 by 1,024 × 1,024 | ${peerName} | ${billions(peer)} |`,
    `| 200 × 128 by 128 × 128 | ONNX Runtime | ${billions(oursSmall)} |`,
    '',
    '| model | of a step: multiplications with an addition | at the rate of large products | a step takes | of which products at least |',
    '|---|---|---|---|---|',
    ...steps.map((step) => line(step, ours)),
  ].join('\n')
}

function line({ model, milliseconds, multiplyAdds }: StepFigures, rate: number): string {
  const least = (1000 * multiplyAdds) / rate
  return `| ${model} | ${billions(multiplyAdds)} | ${least.toFixed(1)} ms | **${milliseconds.toFixed(1)} ms** | ${Math.round((100 * least) / milliseconds)} % |`
}

function billions(value: number): string {
  return `${(value / 1e9).toFixed(value < 1e9 ? 2 : 1)} · 10⁹`
}
