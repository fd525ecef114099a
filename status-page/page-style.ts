import { Markup, raw } from './markup';

/**
 * The look of every page: one column, the reader's own fonts and colour scheme. Every colour of text has 4.5 : 1 on every ground
 * it can stand on; a test computes it from the names below.
 */
export const pageStyle: Markup = compact(raw`
:root {
  color-scheme: light dark;
  --ground: #f7f6f3; --card: #ffffff; --ink: #1d2125; --soft: #565c64; --line: #dddbd5; --link: #1a5490;
  --operational: #1b6e46; --operational-tint: #e6f2ea; --calm: #7fbf9d;
  --under_maintenance: #2a58a5; --under_maintenance-tint: #e7eefa;
  --degraded_performance: #7d5200; --degraded_performance-tint: #fbf0d6;
  --partial_outage: #9c4100; --partial_outage-tint: #fdeadb;
  --major_outage: #ab1f18; --major_outage-tint: #fce6e3;
  --stale: #565c64; --stale-tint: #e8e7e3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131619; --card: #1c2024; --ink: #eceeef; --soft: #aab1b8; --line: #353a40; --link: #8fc1f5;
    --operational: #62d099; --operational-tint: #15291f; --calm: #3f8a65;
    --under_maintenance: #93b8ff; --under_maintenance-tint: #18243b;
    --degraded_performance: #f0c352; --degraded_performance-tint: #2d2510;
    --partial_outage: #ffa468; --partial_outage-tint: #34210f;
    --major_outage: #ff9389; --major_outage-tint: #3a1a18;
    --stale: #aab1b8; --stale-tint: #25292d;
  }
}
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%; }
body {
  max-width: 44rem; margin: 0 auto; padding: 0 1rem 3rem; overflow-wrap: break-word;
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
h1, h2, h3, p, ul, ol { margin: 0; padding: 0; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
ul, ol { list-style: none; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; border-radius: 2px; }
time { white-space: nowrap; }
.shapes { position: absolute; }
.g { fill: none; stroke: var(--card); stroke-width: 2.5; stroke-linecap: round; }
.sign { flex: none; }

.site { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1.5rem; padding: 1.75rem 0 1.25rem; }
.site a { color: var(--ink); text-decoration: none; }
.site a:hover { text-decoration: underline; }
.brand { display: flex; align-items: center; gap: .625rem; font-weight: 650; font-size: 1.125rem; }
.site nav, .pager, footer ul, .months { display: flex; flex-wrap: wrap; gap: .375rem 1.5rem; }
.site nav a { color: var(--soft); font-size: .9375rem; }

.operational { --state: var(--operational); --tint: var(--operational-tint); }
.under_maintenance { --state: var(--under_maintenance); --tint: var(--under_maintenance-tint); }
.degraded_performance { --state: var(--degraded_performance); --tint: var(--degraded_performance-tint); }
.partial_outage { --state: var(--partial_outage); --tint: var(--partial_outage-tint); }
.major_outage { --state: var(--major_outage); --tint: var(--major_outage-tint); }
.stale .now, .stale .component { --state: var(--stale); --tint: var(--stale-tint); }

.now { display: flex; gap: 1rem; padding: 1.5rem; border-radius: .75rem; background: var(--tint); }
.now .sign { width: 2.25rem; height: 2.25rem; color: var(--state); }
.now .g { stroke: var(--tint); }
.stale .now .sign { display: none; }
.now h1 { font-size: clamp(1.375rem, 1.1rem + 1.6vw, 1.875rem); letter-spacing: -.01em; }
.now p { margin-top: .375rem; color: var(--soft); }

section { margin-top: 2.25rem; }
h2 { font-size: 1.125rem; }
.notice, .components {
  margin-top: 1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card);
}
.notice { padding: 1.5rem; border-top: .375rem solid var(--state); }
.notice > h1, .notice > h2 { font-size: 1.25rem; }
.notice > h1 { font-size: 1.5rem; }
.state { display: flex; align-items: center; gap: .5rem; color: var(--state); font-weight: 600; }
.state .sign { width: 1.125rem; height: 1.125rem; }
.notice .state { margin-bottom: .625rem; font-size: .9375rem; }
.notice p + p, .notice h1 + p { margin-top: .5rem; }
.notice .overdue {
  margin-top: 1rem; padding: .75rem 1rem; border-left: .25rem solid var(--degraded_performance);
  border-radius: .25rem; background: var(--degraded_performance-tint);
}
.update { margin-top: 1rem; }
.update p { white-space: pre-line; }
.update .when { margin-bottom: .125rem; font-size: .9375rem; color: var(--soft); }
.update b { color: var(--ink); }
.update .when + p { margin-top: 0; }
.promise { font-weight: 600; }
.aside { color: var(--soft); font-size: .9375rem; }
.before { margin-top: .25rem; color: var(--soft); font-size: .9375rem; }
.before p { margin-top: .25rem; }
.before + p { margin-top: .5rem; }
.earlier { margin-top: 1.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.earlier h2, .earlier h3 { font-size: 1rem; }
.more { margin-top: .5rem; font-size: .9375rem; }
.notice > .more, main > .more { margin-top: 1.25rem; }
main > h1 { margin-bottom: .5rem; font-size: 1.5rem; }

.components { overflow: hidden; }
.component {
  display: grid; grid-template-columns: 1fr auto; gap: .375rem 1rem; align-items: center; padding: .875rem 1.5rem;
}
.component + .component, .components > summary + ul, .components > .aside + ul { border-top: 1px solid var(--line); }
.component .name { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: .625rem; }
.component .name a { color: var(--ink); text-decoration: none; }
.component .name a:hover { text-decoration: underline; }
.component .state { justify-self: end; font-size: .9375rem; }
.operational > .state, .past .state { font-weight: 400; }
.component:not(.operational) { background: var(--tint); }
.component:not(.operational) .g { stroke: var(--tint); }
.component .reason, .component .bars { grid-column: 1 / -1; }
.component small { flex-basis: 100%; color: var(--soft); font-size: .875rem; }
.figure { color: var(--soft); font-size: .9375rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
summary { cursor: pointer; }
.components > summary { display: flex; align-items: center; gap: .625rem; padding: .875rem 1.5rem; }
.components > summary::-webkit-details-marker { display: none; }
.components > summary::before {
  content: ""; flex: none; width: .45rem; height: .45rem; margin-right: .125rem;
  border: solid var(--soft); border-width: 0 .125rem .125rem 0; transform: rotate(-45deg);
}
.components[open] > summary::before { transform: rotate(45deg); }
.components h3 { flex: 1; font-size: 1.0625rem; }
.components > summary .state { font-size: .9375rem; }
.components > .aside { padding: 0 1.5rem .875rem; }
.components[open] > summary .state { color: var(--soft); font-weight: 400; }
.components[open] > summary .sign { display: none; }

.bars { display: block; width: 100%; height: 1.875rem; overflow: visible; }
.bars path { fill: none; stroke: var(--c); stroke-width: 3; }
.bars .up, .bars .none { stroke-dasharray: 3 1; }
.bars .up { --c: var(--calm); stroke-width: 18; }
.bars .none { --c: var(--line); }
.bars .degraded_performance { --c: var(--degraded_performance); }
.bars .partial_outage { --c: var(--partial_outage); }
.bars .major_outage { --c: var(--major_outage); }
.bars .under_maintenance { --c: var(--under_maintenance); }

.card { margin-top: 1rem; padding: 1.5rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); }
dl { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 1.25rem 0 0; }
dt { color: var(--soft); font-size: .9375rem; }
dd { margin: 0; font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.table { margin-top: 1rem; font-size: .9375rem; }
.table > summary { color: var(--link); }
.table > p { margin-top: .5rem; }
table { width: 100%; margin-top: .75rem; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
thead th { color: var(--soft); }

.list { margin-top: .5rem; }
.list li { padding: .75rem 0; border-bottom: 1px solid var(--line); }
.list p { color: var(--soft); font-size: .9375rem; }
.list .state { display: inline-flex; gap: .375rem; vertical-align: bottom; font-weight: 400; }
.list .g { stroke: var(--ground); }
.months { margin-top: .5rem; }
.pager { margin-top: 1.5rem; }

.past { margin-top: 1rem; padding-left: 1rem; border-left: 3px solid var(--line); }
.past h3 { font-size: 1rem; }
.past p { margin-top: .25rem; white-space: pre-line; }
.past + p, h2 + .quiet, .quiet { margin-top: 1rem; color: var(--soft); }
section > .aside { margin-top: .25rem; }

footer { margin-top: 2.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9375rem; }
footer section { margin-top: 1.25rem; }
footer h2 { color: var(--ink); font-size: 1rem; }
footer ul { margin-top: .375rem; }

@media (max-width: 26rem) {
  .now, .notice { padding: 1.125rem; }
  .now { flex-direction: column; gap: .5rem; }
  .component, .components > summary { padding: .75rem 1.125rem; }
  .components > .aside { padding: 0 1.125rem .75rem; }
  .card { padding: 1.125rem; }
}
@media print {
  :root { --ground: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999; --link: #000; }
  body { max-width: none; font-size: 11pt; }
  .now, .notice, .components, .card { border: 1px solid #999; background: none; break-inside: avoid; }
  .site nav, footer section, .pager { display: none; }
  .component:not(.operational) { background: none; }
}
@media (forced-colors: active) {
  .now { border: 1px solid; }
}
`);

/** Without the spaces that only people read: the style stands in every page. */
function compact({ text }: Markup): Markup {
  return new Markup(
    text
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/([{;][\w-]+): /g, '$1:')
      .replace(/;}/g, '}')
      .trim(),
  );
}
