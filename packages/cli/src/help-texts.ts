/** What `--help` says besides the names of arguments and options. */

export const tableHelp =
  'the real table: .csv, .tsv, .json, .jsonl, .parquet or .xlsx; - reads standard input'
export const whereHelp = 'only rows with column=value, column>=value or column<=value (repeatable)'
export const rebalanceHelp = 'share that a value is to have, such as sex=Female:0.5 (repeatable)'
export const typeHelp =
  'overrule the type of a column: numerical, datetime, categorical, boolean or id (repeatable)'

export const programHelp = `
Examples:
  tabricate inspect people.csv
  tabricate recommend people.csv
  tabricate synthesize people.csv --rows 10000 -o synthetic.csv
  tabricate synthesize people.csv -o synthetic.csv --save people.tabricate --report report.html
  tabricate sample people.tabricate --rows 1000000 --where sex=Female | gzip > women.csv.gz
  tabricate evaluate people.csv synthetic.csv
  tabricate tune people.csv --trials 30 -o trials.json

Exit codes: 0 done · 1 defect · 2 wrong usage · 3 unusable data · 4 file missing, existing or not writable
            5 unusable model file · 6 cannot be done (diverged, condition never met)
            7 below --min-quality or --min-privacy · 130 interrupted`

export const constraintHelp =
  'a rule for every row: lessThan(a, b), lessThanOrEqual(a, b), range(a, min, max), fixedCombinations(a, b), ' +
  'sumOf(total, a, b), unique(a, b) (repeatable)'

export const synthesizeHelp = `
Examples:
  tabricate synthesize people.csv -o synthetic.csv
  tabricate synthesize people.csv --model auto -o synthetic.csv
  tabricate synthesize people.csv --rows 10000 --epochs 100 --set batchSize=1000 -o synthetic.csv
  tabricate synthesize people.csv --where 'income=>50K' --where 'age>=30' -o rich.csv
  tabricate synthesize people.csv --constraint 'lessThan(hired, left)' --constraint 'sumOf(pay, wage, bonus)' -o synthetic.csv
  tabricate synthesize people.csv --save people.tabricate --report report.html -o synthetic.csv
  cat people.csv | tabricate synthesize - --model independent --quiet | head
  tabricate synthesize people.csv --model mixture --format parquet > synthetic.parquet`

export const recommendHelp = `
Examples:
  tabricate recommend people.csv
  tabricate recommend people.csv --model mixture --model tvae --max-seconds 300 --max-rows 20000 --json

Of models that are about as good (.005) the first is recommended, and none whose rows come near the rows that it learned.`

export const modelsHelp = `
Examples:
  tabricate models
  tabricate models ctgan
  tabricate models tvae --json`

export const fineTuneHelp = `
Examples:
  tabricate synthesize people.csv --model tvae --checkpoint people.checkpoint -o synthetic.csv
  tabricate fine-tune people.checkpoint new.csv --epochs 50 --save new.tabricate -o synthetic-new.csv

The encodings stay those of the first training: values that it did not have are an error that names them, or left out with --drop-unknown.`

export const sampleHelp = `
Examples:
  tabricate sample people.tabricate --rows 1000 -o more.parquet
  tabricate sample people.tabricate --rows 1000000 --seed 7 --where sex=Female --where sex= | head
  (two conditions on one column: one of them holds; the second here means missing)`

export const exportHelp = `
Examples:
  tabricate export people.tabricate -o people.onnx

The file needs no part of this program; how rows are drawn from it in JavaScript and Python is in docs/guides/onnx-export.md. Conditions, target
shares, constraints and ids are not part of it.`

export const inspectHelp = `
Examples:
  tabricate inspect people.csv
  tabricate inspect people.csv --type zip=categorical
  tabricate inspect people.tabricate --json`

export const tuneHelp = `
Examples:
  tabricate tune people.csv --trials 30 --parallel 2 -o trials.json
  tabricate tune people.csv --resume trials.json -o trials.json --trials 60
  tabricate tune people.csv --model tvae --space space.json --journal trials.log

A space, by the names of the model's options (tabricate models ctgan), in short or written out; "sets" gives one value to several:
  { "epochs": [50, 200], "batch_size": [100, 1000], "learning_rate": [0.0001, 0.01] }
  { "epochs": { "type": "int", "low": 50, "high": 200 },
    "rates": { "type": "float", "low": 0.0001, "high": 0.01, "log": true, "sets": ["generatorLr", "discriminatorLr"] },
    "pac": { "type": "categorical", "choices": [1, 10] } }`

export const completionHelp = `
Examples:
  eval "$(tabricate completion bash)"      # in ~/.bashrc; for zsh likewise in ~/.zshrc
  tabricate completion fish > ~/.config/fish/completions/tabricate.fish`

export const evaluateHelp = `
Examples:
  tabricate evaluate people.csv synthetic.csv
  tabricate evaluate train.csv synthetic.csv --holdout test.csv --target income --report report.html
  tabricate evaluate train.csv synthetic.csv --report rapport.html --language fr
  tabricate evaluate train.csv synthetic.csv --holdout test.csv --json --min-quality .85 > report.json || exit 1`
