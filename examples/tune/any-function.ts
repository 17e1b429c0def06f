import { bayesian, categorical, createStudy, float, int, optimize, restoreStudy } from '@tabricate/optimizer'

// Any costly function, by asking and telling. A study is JSON: saved, and gone on with as if it had not stopped.
const space = {
  rate: float(1e-5, 1e-1, { log: true }),
  layers: int(1, 6),
  activation: categorical(['relu', 'tanh']),
}
const loss = (rate: number, layers: number, activation: string) =>
  (Math.log10(rate) + 3) ** 2 + (layers - 3) ** 2 / 4 + (activation === 'tanh' ? 0 : 0.5)

const study = createStudy({ space, strategy: bayesian(), seed: 1 })
await optimize(study, ({ rate, layers, activation }) => loss(rate, layers, activation), { trials: 15 })

const saved = JSON.stringify(study.save())
const resumed = restoreStudy(JSON.parse(saved), { strategy: bayesian() })
for (let trial = 0; trial < 10; trial++) {
  const { number, parameters } = await resumed.ask()
  const { rate, layers, activation } = parameters
  resumed.tell(number, loss(Number(rate), Number(layers), String(activation)))
}
console.log(resumed.trials.length, 'trials')
console.log('best:', resumed.best()?.values, resumed.best()?.parameters)
