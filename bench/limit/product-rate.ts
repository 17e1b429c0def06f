import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { input, matmul, mean } from '@tabricate/nn'
import { onnxRuntime } from '@tabricate/nn/node'
import { bench, peerPython } from '../harness/paths.ts'
import { numberAt, parseObject } from '../harness/protocol.ts'
import { median } from '../harness/summary.ts'

const turns = 15

/**
 * Multiplications with an addition a second that ONNX Runtime does in one thread, in products of `rows` × `width` by `width` × `width`.
 * A run holds `products` of them, one after the other, so that what a run costs by itself weighs little.
 */
export async function productRate(rows: number, width: number, products: number): Promise<number> {
  const left = input('left', [rows, width])
  const right = input('right', [width, width])
  let product = matmul(left, right)
  for (let index = 1; index < products; index++) product = matmul(product, right)
  const program = await onnxRuntime().compile({ state: {}, outputs: { mean: mean(product) } }, { threads: 1 })
  const feeds = {
    left: new Float32Array(rows * width).fill(1 / width),
    right: new Float32Array(width * width).fill(1 / width),
  }
  const seconds: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    const start = performance.now()
    await program.run(feeds)
    seconds.push((performance.now() - start) / 1000)
  }
  await program.dispose()
  return (products * rows * width * width) / median(seconds)
}

/** The same of square matrices of 1,024 by Python's packages, one thread: the faster of numpy and torch. */
export function peerProductRate(): { readonly name: string; readonly rate: number } {
  const threads = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
  const said = execFileSync(peerPython(), [join(bench, 'python', 'products.py')], {
    encoding: 'utf8',
    env: { ...process.env, ...threads },
  })
  const reply = parseObject(said, 'products.py')
  return { name: String(reply.name), rate: numberAt(reply, 'rate') }
}
