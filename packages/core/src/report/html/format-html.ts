import type { Report } from '../../evaluation/report.ts'
import type { KeyFigure, Section } from '../document.ts'
import { reportDocument } from '../report-document.ts'
import { drawRowPlot } from '../svg/row-plots.ts'
import { blockMarkup } from './block-markup.ts'
import { type Markup, markup } from './markup.ts'
import { style } from './style.ts'

/**
 * A report as one HTML page: plots inside, no script, nothing fetched (a content security policy forbids it), light and dark, for
 * screens and paper. Texts from the data are escaped.
 */
export function formatReportHtml(report: Report): string {
  const { title, subject, verdict, keyFigures, sections } = reportDocument(report)
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="subject">${subject}</p>
<p class="verdict">${verdict}</p>
<div class="key-figures">
${keyFigures.map(keyFigureMarkup)}</div>
<p class="key"><span><span class="swatch real"></span> real</span> <span><span class="swatch synthetic"></span> synthetic</span> <span>△ floor</span> <span>▲ ceiling</span></p>
</header>
<nav aria-label="Sections"><ul>${sections.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>
${sections.map(sectionMarkup)}</main>
</body>
</html>
`.html
}

function keyFigureMarkup({ name, value, grade, meaning, plot }: KeyFigure): Markup {
  return markup`<div class="key-figure ${grade}"><h2>${name}</h2><p class="number">${value}</p><p class="grade">${gradeWords[grade]}</p>${plot === undefined ? markup`` : drawRowPlot(plot)}<p>${meaning}</p></div>
`
}

/** A sign and a word: not by colour alone. */
const gradeWords = {
  good: '✓ good',
  fair: '~ fair',
  poor: '✗ poor',
  unknown: '? not known',
} as const

function sectionMarkup({ id, title, blocks }: Section): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${blocks.map(blockMarkup)}</section>
`
}
