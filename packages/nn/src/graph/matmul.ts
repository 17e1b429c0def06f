import { createNode, type Node } from './node.ts'
import { invalidGraph } from './shape.ts'

/** Matrix product of two matrices, either of which may be taken transposed. */
export function matmul(
  a: Node,
  b: Node,
  {
    transposeA = false,
    transposeB = false,
  }: { readonly transposeA?: boolean; readonly transposeB?: boolean } = {},
): Node {
  const [rows, inner] = orient(a, transposeA)
  const [innerB, columns] = orient(b, transposeB)
  if (inner !== innerB) {
    throw invalidGraph(`matmul: the inner extents differ: [${rows}, ${inner}] times [${innerB}, ${columns}]`)
  }
  return createNode('matmul', { transposeA, transposeB }, [a, b], [rows, columns])
}

function orient({ shape }: Node, transposed: boolean): readonly [number, number] {
  const [rows, columns] = shape
  if (rows === undefined || columns === undefined || shape.length !== 2) {
    throw invalidGraph(`matmul: a matrix is needed, given the shape [${shape}]`)
  }
  return transposed ? [columns, rows] : [rows, columns]
}
