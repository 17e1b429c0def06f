import type { Report } from '../../evaluation/report.ts'
import { type Grade, gradeWords, type KeyFigure, type Section } from '../document.ts'
import { reportDocument } from '../report-document.ts'
import { drawRowPlot } from '../svg/row-plots.ts'
import type { FigureFormat } from '../text/figure-format.ts'
import { type ReportOptions, readReportOptions } from '../texts/report-options.ts'
import { type ReportTexts, reportTexts } from '../texts/report-texts.ts'
import { blockMarkup } from './block-markup.ts'
import { type Markup, markup } from './markup.ts'
import { style } from './style.ts'

/**
 * A report as one HTML page: plots inside, no script, nothing fetched (a content security policy forbids it), light and dark, for
 * screens and paper. Texts from the data are escaped.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function formatReportHtml(report: Report, options: ReportOptions = {}): string {
  const texts = reportTexts(readReportOptions(options).language)
  const { t } = texts
  const { title, subject, verdict, keyFigures, sections } = reportDocument(report, texts)
  return markup`<!doctype html>
<html lang="${texts.language}">
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
${keyFigures.map((figure) => keyFigureMarkup(figure, texts))}</div>
<p class="key"><span><span class="swatch real"></span> ${t('real')}</span> <span><span class="swatch synthetic"></span> ${t('synthetic')}</span> <span>△ ${t('floor')}</span> <span>▲ ${t('ceiling')}</span></p>
</header>
<nav aria-label="${t('Sections')}"><ul>${sections.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>
${sections.map((section) => sectionMarkup(section, texts.figures))}</main>
</body>
</html>
`.html
}

function keyFigureMarkup({ name, value, grade, meaning, plot }: KeyFigure, { t }: ReportTexts): Markup {
  return markup`<div class="key-figure ${grade}"><h2>${name}</h2><p class="number">${value}</p><p class="grade">${gradeSigns[grade]} ${t(gradeWords[grade])}</p>${plot === undefined ? markup`` : drawRowPlot(plot)}<p>${meaning}</p></div>
`
}

/** Beside the words: not by colour alone. */
const gradeSigns: Readonly<Record<Grade, string>> = { good: '✓', fair: '~', poor: '✗', unknown: '?' }

function sectionMarkup({ id, title, blocks }: Section, figures: FigureFormat): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${blocks.map((block) => blockMarkup(block, figures))}</section>
`
}
