import type { LeaderMessage, ProcessMessage } from './process-messages.ts'

/** A process, as far as it is asked for its metrics. */
export interface AskedProcess {
  isConnected(): boolean
  send(message: LeaderMessage): unknown
}

type Answer = Extract<ProcessMessage, { kind: 'own metrics' }>['metrics']

interface Question<Process> {
  readonly asker: Process
  readonly askerId: number
  readonly open: Set<Process>
  readonly answers: Answer[]
  readonly timer: NodeJS.Timeout
}

/** Who has not answered by then is left out. */
const answerMs = 2000

/** Asks all processes but the asker for their metrics. */
export function gatherMetrics<Process extends AskedProcess>(processes: () => readonly Process[]) {
  const questions = new Map<string, Question<Process>>()
  let asked = 0

  function settle(id: string): void {
    const question = questions.get(id)
    if (question === undefined) return
    questions.delete(id)
    clearTimeout(question.timer)
    const { asker, askerId, answers } = question
    if (asker.isConnected()) asker.send({ kind: 'metrics of others', id: askerId, metrics: answers })
  }

  return {
    receive(from: Process, message: Exclude<ProcessMessage, { kind: 'ready' }>): void {
      if (message.kind === 'own metrics') {
        const question = questions.get(message.id)
        if (question?.open.delete(from) !== true) return
        question.answers.push(message.metrics)
        if (question.open.size === 0) settle(message.id)
        return
      }
      const id = String(++asked)
      const open = new Set(processes().filter((each) => each !== from && each.isConnected()))
      const timer = setTimeout(() => settle(id), answerMs)
      questions.set(id, { asker: from, askerId: message.id, open, answers: [], timer })
      for (const each of open) each.send({ kind: 'tell metrics', id })
      if (open.size === 0) settle(id)
    },
  }
}
