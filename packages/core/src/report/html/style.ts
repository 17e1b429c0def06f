import { type Markup, markup } from './markup.ts'

/** Colours on light and dark ground. Real is a muted area, synthetic a strong line: told apart by form and brightness too. */
const light = markup`
  --ground: #fff; --card: #f6f7f9; --text: #1b2330; --quiet: #515d6e; --rule: #c9d0da; --link: #0b57d0;
  --real: #98a6ba; --synthetic: #b3400e; --good: #146c2e; --fair: #8a5300; --poor: #b3261e;
  --n5: #0b4a8f; --n4: #2a73b8; --n3: #5f9ed1; --n2: #9cc5e6; --n1: #d2e5f4; --z: #f4f4f2;
  --p1: #fbe0cc; --p2: #f6b98d; --p3: #e68a4f; --p4: #c65a1e; --p5: #8f3608; --u: #d9d9de;
  --in-weak: #1b2330; --in-strong: #fff;`

const dark = markup`
  --ground: #12161d; --card: #1b212b; --text: #e8ecf2; --quiet: #aeb8c6; --rule: #414b5a; --link: #8ab4f8;
  --real: #66758c; --synthetic: #ff9a5c; --good: #7bd88f; --fair: #f0b960; --poor: #ff8f87;
  --n5: #9fd0ff; --n4: #6faee8; --n3: #4486c4; --n2: #2c5f92; --n1: #213f5e; --z: #1f2530;
  --p1: #4a3122; --p2: #7a4722; --p3: #b0622a; --p4: #e38a4d; --p5: #ffc097; --u: #3a3f4a;
  --in-weak: #fff; --in-strong: #12161d;`

/** The page's style sheet. */
export const style: Markup = markup`
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
@media print { :root { color-scheme: light; ${light} } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem clamp(1rem, 3vw, 3rem) 4rem; max-width: 90rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0; }
p { margin: 0 0 .75rem; max-width: 75ch; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.subject, .subtitle, figcaption, .key { color: var(--quiet); }
.subtitle, figcaption, .card p, .card .remarks { font-size: .875rem; }
.verdict { font-size: 1.15rem; font-weight: 600; }
.key-figures { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); margin: 1rem 0; }
.key-figure { background: var(--card); border: 1px solid var(--rule); border-top: 5px solid var(--quiet); border-radius: .5rem; padding: 1rem; }
.key-figure h2 { font-size: 1rem; margin: 0; }
.key-figure p { margin: 0; font-size: .9rem; } .key-figure svg { display: block; margin-bottom: .5rem; }
.key-figure .number { font-size: 2.25rem; font-weight: 700; line-height: 1.15; font-variant-numeric: tabular-nums; }
.key-figure .grade { font-weight: 600; margin-bottom: .5rem; }
.good { border-top-color: var(--good); } .good .grade { color: var(--good); }
.fair { border-top-color: var(--fair); } .fair .grade { color: var(--fair); }
.poor { border-top-color: var(--poor); } .poor .grade { color: var(--poor); }
.swatch { display: inline-block; width: 1.5em; height: .8em; }
.swatch.real { background: var(--real); } .swatch.synthetic { height: 0; border-top: 3px solid var(--synthetic); vertical-align: middle; }
.key > span { white-space: nowrap; margin-right: 1em; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: .5rem 0; margin: 0 0 1rem; border-block: 1px solid var(--rule); }
main > section { margin: 2.5rem 0; }
.table { overflow-x: auto; margin: 0 0 1rem; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; color: var(--quiet); padding: .25rem 0; }
th, td { text-align: start; vertical-align: middle; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--rule); overflow-wrap: normal; }
thead th { vertical-align: bottom; color: var(--quiet); font-weight: 600; }
tbody th { font-weight: 500; min-width: 6rem; max-width: 24rem; overflow-wrap: anywhere; }
.number { text-align: end; } td.number { white-space: nowrap; }
.key-figure .number { text-align: start; }
.remarks { padding: .5rem .75rem .5rem 1.75rem; margin: 0 0 1rem; background: var(--card); border-inline-start: 4px solid var(--rule); max-width: 90ch; }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 25rem), 1fr)); align-items: start; margin-bottom: 1rem; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: .5rem; padding: 1rem; min-width: 0; }
.card .remarks { background: none; padding-block: 0; }
.card caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.card table { width: 100%; font-size: .8125rem; } .card th, .card td { padding-right: .5rem; } .card tbody th { min-width: 5rem; }
figure { margin: 0 0 1rem; } figcaption { max-width: 90ch; }
.drawing { display: block; width: 100%; height: auto; }
figure > div > .drawing { max-width: 45rem; }
td svg { display: block; } .card td.plot { width: 45%; }
.bars { width: 100%; min-width: 3.5rem; max-width: 150px; }
svg text { fill: var(--quiet); } svg text:not([font-size]) { font-size: 11px; }
.real { fill: var(--real); } .synthetic { fill: var(--synthetic); }
.synthetic-line, .curve-line { fill: none; stroke: var(--synthetic); stroke-width: 2; stroke-linejoin: round; }
.axis { stroke: var(--rule); fill: none; } .whisker { stroke: var(--quiet); stroke-width: 2; } .median { stroke: var(--text); stroke-width: 3; }
.interval { stroke: var(--quiet); stroke-width: 3; } .value { fill: var(--synthetic); }
.floor { fill: var(--ground); stroke: var(--text); } .ceiling { fill: var(--text); stroke: var(--text); }
.matrices, .curves { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
.curve { max-width: 32rem; } .matrix-title { font-weight: 600; font-size: .875rem; }
.n5 { fill: var(--n5); } .n4 { fill: var(--n4); } .n3 { fill: var(--n3); } .n2 { fill: var(--n2); } .n1 { fill: var(--n1); } .z { fill: var(--z); }
.p1 { fill: var(--p1); } .p2 { fill: var(--p2); } .p3 { fill: var(--p3); } .p4 { fill: var(--p4); } .p5 { fill: var(--p5); } .u { fill: var(--u); }
svg text:is(.in-z, .in-n1, .in-n2, .in-n3, .in-p1, .in-p2, .in-p3) { fill: var(--in-weak); }
svg text:is(.in-n4, .in-n5, .in-p4, .in-p5) { fill: var(--in-strong); }
@media print {
  * { print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  .table { overflow: visible; }
  .card, figure, tr, .key-figure, .remarks { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .cards { display: block; columns: 2; column-gap: 1rem; } .card { margin-bottom: 1rem; padding: .6rem; }
  .card table, .card p, .card .remarks, .card figcaption { font-size: 7.5pt; } .card tbody th { min-width: 0; } .bars { max-width: 90px; }
  .key-figures { grid-template-columns: repeat(3, 1fr); }
}
@media (forced-colors: active) { svg { forced-color-adjust: none; background: var(--ground); } }
`
