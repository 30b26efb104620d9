import { buildLabels, depthsOf, renderClause, type TextDocument } from '@plenary/document'
import type { Station } from '@plenary/process'

/** What a public page shows of an adopted draft. */
export interface PublicFacts {
  readonly draft: { readonly id: string; readonly number: string; readonly title: string; readonly committee: string; readonly scope: string }
  readonly edition: { readonly number: number; readonly name: string; readonly hash: string; readonly adoptedAt: string }
  readonly document: TextDocument
  readonly stations: readonly Station[]
  readonly decisions: readonly {
    readonly number: number; readonly at: string; readonly outcome: string; readonly reason: string; readonly figures: string
    /** What seats of the minority want to have known beside it. */
    readonly statements: readonly { readonly by: string; readonly words: string }[]
  }[]
  /** Objections in spite of which work proceeded, and those that were overruled on appeal: shown as openly as what was decided. */
  readonly objections: readonly {
    readonly number: number; readonly by: string; readonly reason: string; readonly wouldClear: string; readonly finding: string; readonly at: string
  }[]
  readonly appeals: readonly {
    readonly number: number; readonly against: string; readonly by: string; readonly grounds: string; readonly words: string; readonly reason: string | null
  }[]
  /** That appeals suspend the adoption, in a sentence; null while none does. */
  readonly suspended: string | null
  readonly editions: readonly { readonly number: number; readonly name: string; readonly at: string; readonly hash: string }[]
  readonly review: { readonly due: string; readonly openedAt: string | null } | null
  readonly callClosesAt: string | null
  /** The named zone in which dates are told. */
  readonly zone: string
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, character => entities[character]!)

/** A date as the record tells it: 12 Jul 2024, in the named zone. */
const dateIn = (zone: string) => {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone })
  return (instant: string): string => `<time datetime="${escape(instant)}">${format.format(new Date(instant))}</time>`
}

const hashInGroups = (hash: string): string => hash.replace(/(.{8})(?=.)/g, '$1 ')

function rail(stations: readonly Station[], date: (instant: string) => string): string {
  const items = stations.map(station => {
    const name = `<span class="st">${escape(station.phase.charAt(0).toUpperCase() + station.phase.slice(1))}</span>`
    if (station.state === 'current') {
      const ticks = Array.from({ length: Math.min(station.day ?? 1, 40) }, (_, index) => `<i class="${index + 1 === station.day ? 't' : 'e'}"></i>`).join('')
      return `<li class="now" aria-current="step"><span class="ruler" aria-hidden="true">${ticks}</span>${name}<span class="sm">${escape(station.words)}</span></li>`
    }
    const words = station.state === 'done' && station.leftAt ? date(station.leftAt) : ''
    return `<li class="${station.state === 'done' ? 'done' : 'todo'}">${name}<span class="sm">${words}</span></li>`
  })
  return `<div class="prail"><nav class="rail" aria-label="Stage of this text"><ol>${items.join('')}</ol></nav></div>`
}

function text(document: TextDocument): string {
  const clauses = document.clauses.filter(clause => !clause.withdrawn)
  const labels = buildLabels(clauses, document.template)
  const depths = depthsOf(clauses)
  const sections = clauses.map(clause => {
    const depth = depths.get(clause.id) ?? 0
    const name = labels.get(clause.id)?.label ?? 'this clause'
    const link = `<a class="permalink" href="#c-${escape(clause.id)}" aria-label="Link to ${escape(name)}">#</a>`
    return renderClause(clause, { labels, depth }).replace('<section ', `<section data-depth="${depth}" `).replace(/<\/section>$/, `${link}</section>`)
  })
  return `<article class="txt text" lang="${escape(document.language)}" dir="auto" aria-label="Adopted text">${sections.join('')}</article>`
}

function record(facts: PublicFacts, date: (instant: string) => string): string {
  const { draft, edition, decisions, editions, review } = facts
  const decided = decisions.map(decision =>
    `<section><h3 class="h3">Decision ${decision.number}</h3><p>${date(decision.at)}: ${escape(decision.reason || decision.outcome)}</p>${decision.figures ? `<p class="meta">${escape(decision.figures)}</p>` : ''}${decision.statements.map(minority).join('')}</section>`)
  const list = editions.map(item => `<dt class="num">${date(item.at)}</dt><dd>edition ${item.number}, ${escape(item.name)}</dd>`).join('')
  const next = review
    ? review.openedAt ? `<p>A review opened on ${date(review.openedAt)}.</p>` : `<p>The next review opens by ${date(review.due)}, or earlier on a report.</p>`
    : ''
  const say = facts.callClosesAt
    ? `<p>This text is open for comment until ${date(facts.callClosesAt)}. <a href="/d/${draft.id}">Comment on it</a></p>`
    : `<p>The text is closed for comment.</p>${next}`
  return `<aside class="aside" aria-label="Record">
<section><h3 class="h3">Nothing was altered</h3><p class="meta num hash">sha256 ${hashInGroups(edition.hash)}</p>
<a class="btn" href="/export/${draft.id}.zip">Download the record and check it</a><p class="meta">The file holds verify.mjs: “node verify.mjs” checks it without a network.</p></section>
${decided.join('')}
${dissent(facts, date)}
<section><h3 class="h3">Editions</h3><dl class="dates">${list}</dl></section>
<section><h3 class="h3">Say something</h3>${say}</section>
</aside>`
}

const minority = ({ by, words }: { readonly by: string; readonly words: string }): string =>
  `<p class="meta"><b>Minority statement of ${escape(by)}</b></p><blockquote dir="auto">${escape(words)}</blockquote>`

/** What stood against: objections that remained, and appeals with their outcomes. */
function dissent({ objections, appeals }: PublicFacts, date: (instant: string) => string): string {
  const remained = objections.map(({ number, by, reason, wouldClear, finding, at }) =>
    `<section><h3 class="h3">Objection ${number} of ${escape(by)}</h3><blockquote dir="auto">${escape(reason)}</blockquote><p class="meta">It would have been cleared by: ${escape(wouldClear)}</p>
<p>${date(at)}: the work proceeded in spite of it. ${escape(finding)}</p></section>`)
  const appealed = appeals.map(({ number, against, by, grounds, words, reason }) =>
    `<section><h3 class="h3">Appeal ${number} of ${escape(by)} against ${escape(against)}</h3><blockquote dir="auto">${escape(grounds)}</blockquote><p>${escape(words)}${reason === null ? '' : ` ${escape(reason)}`}</p></section>`)
  return [...remained, ...appealed].join('')
}

/** The public page of an adopted draft: whole without signing in and without JavaScript. */
export function publicPage(facts: PublicFacts): string {
  const { draft, edition } = facts
  const date = dateIn(facts.zone)
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(draft.title)}, edition ${edition.number} - Plenary</title>
<link rel="canonical" href="/p/${draft.id}">
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/public.css">
</head>
<body class="public">
<div class="skip"><a href="#main">Skip to text</a></div>
<header class="bar"><div class="bar-a"><a class="mark" href="/">Plenary</a><nav class="crumb" aria-label="Where you are"><span>Public record</span><span aria-hidden="true">/</span><span>${escape(draft.committee)}</span></nav></div>
<div class="bar-z"><a href="/sign-in">Sign in</a></div></header>
<main class="pub" id="main">
<header><p class="q">${escape(draft.number)}, adopted text, edition ${edition.number}, adopted ${date(edition.adoptedAt)}</p><h1 class="ttl">${escape(draft.title)}</h1>${facts.document.title ? `<p class="sub">${escape(facts.document.title)}</p>` : ''}${facts.suspended ? `<p class="b">${escape(facts.suspended)}</p>` : ''}</header>
${rail(facts.stations, date)}
${draft.scope ? `<section class="plain" aria-labelledby="pl"><h2 class="h2" id="pl">What it is for</h2><p class="lede">${escape(draft.scope)}</p></section>` : ''}
${record(facts, date)}
${text(facts.document)}
</main>
<footer class="foot"><p>Times are told in ${escape(facts.zone)}. Every act on this text is in its record.</p></footer>
</body>
</html>
`
}

/** A page for an address that leads nowhere, with a way back. */
export const missingPage = (): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Not published - Plenary</title><link rel="stylesheet" href="/assets/public.css"></head>
<body class="public"><header class="bar"><div class="bar-a"><a class="mark" href="/">Plenary</a></div><div class="bar-z"><a href="/sign-in">Sign in</a></div></header>
<main class="pub" id="main"><header><h1 class="ttl">No adopted text is published here</h1><p class="sub">The address may be mistyped, or the draft has not been adopted yet. Members find it after <a href="/sign-in">signing in</a>.</p></header></main></body></html>
`
