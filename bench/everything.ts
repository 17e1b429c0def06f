const tablesOfPeers = ['insurance', 'german', 'california', 'magic', 'adult']
const tables = [...tablesOfPeers, 'penguins', 'beijing', 'intrusion', 'census']

function quality(table: string, model: string): readonly string[] {
  return ['quality', '--table', table, '--model', model, '--seeds', '0,1,2', '--threads', '1']
}

/** Commands of `main.ts` and their arguments, in order: all that docs/benchmarks.md rests on. */
export const everything: readonly (readonly string[])[] = [
  ['environments'],
  ['compare', '--options', '{"discriminatorSteps":1}'],
  ['compare', '--model', 'tvae'],
  ['cancel'],
  ['cancel', '--model', 'tvae'],
  ['conditions'],
  ['conditions', '--model', 'tvae', '--options', '{"epochs":50}'],
  ['conditions', '--model', 'mixture'],
  ['formats'],
  ['constraints', '--tables', 'adult,beijing_pm25,userdata1'],
  ['constraints', '--model', 'tvae', '--options', '{"epochs":40}'],
  ['size'],
  ['estimates'],
  ['scaling'],
  ['threads'],
  ['limit'],
  ['browser'],
  ['report'],
  ['server'],
  ['server', '--only', 'soak'],
  ['tune', '--seeds', '3'],
  [
    'optimizer',
    '--functions',
    'branin,hartmann6,rosenbrock4,ackley5,rosenbrock10,mixedA,mixedB,mixedC,ackley20',
  ],
  ['optimizer', '--save'],
  ...tables.flatMap((table) => ['mixture', 'tvae', 'ctgan'].map((model) => quality(table, model))),
  ...tablesOfPeers.flatMap((table) => ['python-cart', 'python-arf'].map((model) => quality(table, model))),
  ['docs'],
]
