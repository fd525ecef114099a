/** The look of the outbox page, light and dark. */
export const OUTBOX_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 44rem; margin: 0 auto; padding: 1rem; }
header { border-bottom: 1px solid #8886; margin-bottom: 1rem; }
h1 { margin: 0; font-size: 1.5rem; }
h2 { margin: 0; font-size: 1rem; }
header p { margin: .25rem 0; }
form { margin: .5rem 0 1rem; }
button { font: inherit; padding: .3rem .8rem; }
ol { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 1.5rem; scroll-margin-top: 1rem; }
li:target { outline: 2px solid; outline-offset: .5rem; }
.about, .length, .footer { color: #767676; font-size: .875rem; margin: 0; }
.bubble { display: inline-block; max-width: 24rem; margin: .5rem 0 .25rem; padding: .6rem .9rem; border-radius: 1rem 1rem 1rem .2rem; background: #2a6df41f; white-space: pre-wrap; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; margin: .5rem 0 0; padding: .5rem .75rem; border: 1px solid #8886; border-bottom: 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; padding: .75rem; border: 1px solid #8886; }
pre.footer { border-top: 0; }
.ahead { font-weight: 600; }
`;
