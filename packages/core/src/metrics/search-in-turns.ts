import { nextTurn } from '../turns/next-turn.ts'
import { type EncodedRows, sliceRows } from './encoded-rows.ts'

/** Calls `search` with `step` rows at a time and lets the event loop turn in between. @throws TabricateError `ABORTED` */
export async function searchInTurns(
  rows: EncodedRows,
  step: number,
  signal: AbortSignal | undefined,
  search: (part: EncodedRows, from: number) => void,
): Promise<void> {
  for (let from = 0; from < rows.rowCount; from += step) {
    await nextTurn(signal)
    search(sliceRows(rows, from, Math.min(rows.rowCount, from + step)), from)
  }
}
