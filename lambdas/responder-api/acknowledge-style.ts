/** Readable half asleep: large type, large targets, calm in the dark, complete at 320 pixels. */
export const style = `
:root{color-scheme:light dark;--ink:#14181f;--paper:#fff;--soft:#eef1f5;--rule:#c6ccd6;--link:#0b4fb3;--open:#a4161a;--had:#14532d;--press:#0b4fb3;--press-ink:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#eceff4;--paper:#0e1116;--soft:#1b212b;--rule:#3a4454;--link:#9cc4ff;--open:#ffb3b0;--had:#a7e0b8;--press:#9cc4ff;--press-ink:#0b1220}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.45 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1rem}
h1{font-size:1.25rem;line-height:1.25;margin:.5rem 0;overflow-wrap:anywhere}
h2{font-size:1rem;margin:1.25rem 0 .25rem}
p{margin:.5rem 0}
a{color:var(--link)}
.state{margin:0;padding:.5rem .75rem;border:2px solid currentColor;border-radius:.5rem;font-weight:700}
.state.open{color:var(--open)}
.state.had,.state.over{color:var(--had)}
.sign{display:inline-block;width:1.2em}
.word{font-weight:600}
.under{margin-top:.25rem}
button{font:inherit;font-weight:700;width:100%;min-height:3.5rem;padding:.75rem;border-radius:.5rem;border:2px solid var(--press);cursor:pointer}
button.main{background:var(--press);color:var(--press-ink)}
button.second{background:var(--paper);color:var(--link)}
form{margin:.5rem 0}
label{display:block;margin:.75rem 0 .25rem}
textarea{font:inherit;width:100%;padding:.5rem;color:var(--ink);background:var(--paper);border:2px solid var(--press);border-radius:.5rem}
button:focus-visible,a:focus-visible,textarea:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
dl{margin:1rem 0;padding:.75rem;background:var(--soft);border-radius:.5rem}
dl div{display:grid;grid-template-columns:5.5rem 1fr;column-gap:.75rem}
dl div+div{margin-top:.375rem}
dt{font-weight:600}
dd{grid-column:2;margin:0;overflow-wrap:anywhere}
ol,ul{margin:.25rem 0;padding-left:1.25rem}
li{overflow-wrap:anywhere}
footer{margin-top:1.5rem;border-top:1px solid var(--rule)}
`.trim();
