/**
 * The public pages' one style sheet. Colours meet WCAG 2.2 AA on their grounds; those named here and in the workbench
 * (src/web/style.css) are the same, and verdicts never speak by colour alone.
 */
export const style = `
:root { --ink:#1c2730; --quiet:#4d5b66; --line:#dfe5e8; --paper:#ffffff; --page:#fbfcfb; --accent:#1f6483; --accent-soft:#e6f0f4;
  --pass:#1f7a4d; --pass-soft:#e5f3ec; --condition:#3f51a3; --condition-soft:#eaecf7; --reasons:#8a5200; --reasons-soft:#fbf0dc;
  --person:#7a3e9d; --person-soft:#f4eaf9; --fail:#b3261e; --fail-soft:#fbe9e7; --unknown:#56626c; --unknown-soft:#e9edef;
  --preferred:#0b6e6e; --preferred-soft:#e0f2f1; --idle:#5f6d78; --idle-soft:#eff2f3; --gap:clamp(1rem,2.5vw,2rem);
  --serif:"Noto Serif CJK SC","Noto Serif SC","Source Han Serif SC","Songti SC",SimSun,serif;
  --sans:"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif }
* { box-sizing:border-box }
html { scroll-padding-top:1rem }
body { margin:0; color:var(--ink); background:var(--page); font:16px/1.75 var(--sans); font-variant-numeric:tabular-nums }
a { color:var(--accent); text-underline-offset:.2em }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, summary:focus-visible { outline:3px solid var(--accent); outline-offset:2px }
.skip { position:absolute; left:-99rem } .skip:focus { left:1rem; top:1rem; background:#fff; padding:.5rem 1rem; z-index:2 }
.wrap { max-width:72rem; margin:0 auto; padding:0 var(--gap) }
.top { border-bottom:1px solid var(--line); background:var(--paper) }
.top .wrap { display:flex; flex-wrap:wrap; gap:.5rem 1.5rem; align-items:center; padding-top:.75rem; padding-bottom:.75rem; min-height:3.6rem }
.brand { display:flex; align-items:center; gap:.6rem; font:700 1.35rem/1 var(--serif); color:var(--ink); text-decoration:none; letter-spacing:.15em; margin-right:auto }
.top nav { display:flex; flex-wrap:wrap; gap:.25rem 1.25rem } .top nav a { text-decoration:none; padding:.25rem 0; border-bottom:2px solid transparent } .top nav a:hover { text-decoration:underline }
.top nav a[aria-current] { border-color:var(--accent); font-weight:600 }
h1,h2,h3,h4 { font-family:var(--serif); line-height:1.35; margin:2em 0 .6em } h1 { font-size:clamp(1.5rem,4vw,2.2rem); margin-top:1.2em } h2 { font-size:1.4rem } h3 { font-size:1.12rem } h4 { font-size:1rem }
.lead { color:var(--quiet); font-size:1.05rem; max-width:46rem } .note { color:var(--quiet); font-size:.92rem }
.facts { display:flex; flex-wrap:wrap; gap:.4rem 2rem; margin:0; padding:0 } .facts div { display:flex; gap:.5rem } .facts dt { color:var(--quiet) } .facts dd { margin:0; font-weight:600 }
.doors { display:flex; flex-wrap:wrap; gap:.75rem; padding:0; margin:1.5rem 0; list-style:none }
.button, button { display:inline-block; font:inherit; font-weight:600; border:1px solid var(--accent); border-radius:.4rem; padding:.5rem 1.1rem; background:var(--accent); color:#fff; text-decoration:none; cursor:pointer }
.button.plain, button.plain { background:transparent; color:var(--accent) } .button:hover, button:hover { filter:brightness(1.12) }
.card { background:var(--paper); border:1px solid var(--line); border-radius:.6rem; padding:1rem var(--gap); margin:1rem 0 }
.cards { display:grid; grid-template-columns:repeat(auto-fill,minmax(17rem,1fr)); gap:1rem; padding:0; list-style:none } .cards .card { margin:0 } .cards a { font-weight:600 }
.scroll { overflow-x:auto; border:1px solid var(--line); border-radius:.6rem; background:var(--paper) }
table { border-collapse:collapse; width:100%; font-size:.95rem } th,td { text-align:left; vertical-align:top; padding:.5rem .75rem; border-bottom:1px solid var(--line); min-width:4.5rem } thead th { background:var(--accent-soft); font-weight:600; white-space:nowrap } tbody tr:last-child td { border-bottom:0 }
section td:first-child { min-width:8rem } td.number, th.number { text-align:right; white-space:nowrap }
caption { text-align:left; padding:.6rem .75rem; font-weight:600 }
.tag { display:inline-block; border-radius:1rem; padding:0 .6rem; font-size:.85rem; border:1px solid currentColor; white-space:nowrap } .tag.binding { color:var(--ink); font-weight:600 } .tag.expected { color:var(--quiet) }
.rules { list-style:none; padding:0; margin:0 } .rules > li { border-bottom:1px solid var(--line); padding:.6rem 0 } .rules > li:last-child { border:0 }
details summary { cursor:pointer } details.quote { font-size:.93rem; color:var(--quiet) } blockquote { margin:.4rem 0 .4rem; padding:.2rem 0 .2rem .9rem; border-left:3px solid var(--accent); font-family:var(--serif); color:var(--ink) }
.plan { display:grid; grid-template-columns:minmax(0,1fr); gap:0 2.5rem } .plan .text { font-family:var(--serif); font-size:1.05rem; line-height:1.95 } .plan .text > p, .means { max-width:46rem } .plan p { margin:.5em 0; text-indent:2em; overflow-wrap:anywhere }
.means { font:.92rem/1.6 var(--sans); background:var(--accent-soft); border-radius:.4rem; margin:.3rem 0 1rem; padding:.5rem .9rem } .means.told { background:transparent; border-left:3px solid var(--line); color:var(--quiet) } .means ul { margin:.2rem 0; padding-left:1.2rem } .means p { text-indent:0; margin:0 }
.toc { columns:2 20rem; font-size:.95rem; padding:0; list-style:none } .toc > li { font-weight:600; margin-bottom:.5rem } .toc ol { list-style:none; padding-left:1.5em; margin:0; font-weight:400 } .toc ol li, .toc > li > a { break-inside:avoid } .toc > li > a { break-after:avoid }
.choice { border-bottom:1px solid var(--line); padding-bottom:.75rem; max-height:16rem; overflow-y:auto } .choice div { display:flex; gap:.75rem; margin-top:.25rem } .choice .note { flex:none; min-width:3.5em; padding:.1rem 0 } .choice ul { display:flex; flex-wrap:wrap; gap:.25rem .75rem; list-style:none; margin:0; padding:0 } .choice a { display:inline-block; padding:.1rem .5rem; border-radius:.3rem; text-decoration:none } .choice a:hover { text-decoration:underline } .choice a[aria-current] { background:var(--accent); color:#fff }
form.sheet { display:grid; gap:1rem 1.25rem; align-items:start; grid-template-columns:repeat(auto-fit,minmax(15rem,1fr)) } form.sheet .wide { grid-column:1/-1 } fieldset { border:0; padding:0; margin:0; display:contents }
label { display:block; font-weight:600 } .hint { display:block; font-weight:400; color:var(--quiet); font-size:.88rem } input,select,textarea { font:inherit; min-height:2.7rem; width:100%; padding:.45rem .6rem; border:1px solid #7b8a97; border-radius:.35rem; background:#fff; color:inherit } textarea { min-height:5.5rem; resize:vertical }
.pair { display:grid; grid-template-columns:1fr 9rem; gap:.5rem }
.verdict { --tone:var(--idle); --tone-soft:var(--idle-soft); display:inline-block; margin:.5rem 0; padding:.5rem 1.2rem; border-radius:.5rem; font-weight:700; font-size:1.3rem; color:var(--tone); background:var(--tone-soft) }
.mark { --tone:var(--idle); --tone-soft:var(--idle-soft); display:inline-block; margin-right:.6rem; padding:0 .5rem; border-radius:.3rem; font-size:.9rem; font-weight:600; color:var(--tone); background:var(--tone-soft) }
.pass,.conforms { --tone:var(--pass); --tone-soft:var(--pass-soft) } .condition,.conforms-with-conditions { --tone:var(--condition); --tone-soft:var(--condition-soft) } .needs-reasons { --tone:var(--reasons); --tone-soft:var(--reasons-soft) } .needs-a-person { --tone:var(--person); --tone-soft:var(--person-soft) } .fail,.does-not-conform { --tone:var(--fail); --tone-soft:var(--fail-soft) } .unknown,.incomplete { --tone:var(--unknown); --tone-soft:var(--unknown-soft) } .preferred { --tone:var(--preferred); --tone-soft:var(--preferred-soft) }
.warning,.done { border-radius:.5rem; padding:.7rem 1rem } .warning { background:var(--reasons-soft); color:#5c3700 } .done { background:var(--pass-soft); color:#124a2e }
.office { display:flex; flex-wrap:wrap; align-items:center; justify-content:space-between; gap:.5rem 1.5rem; border:1px dashed #a9b4bc; border-radius:.5rem; padding:.5rem .5rem .5rem 1rem; color:var(--quiet) } .office p { margin:0 }
footer { border-top:1px solid var(--line); margin-top:3rem; padding:1.5rem 0 2.5rem; color:var(--quiet); font-size:.9rem }
@media print { .top nav, form, .doors, footer, .comment { display:none } body { background:#fff } }
`
