import fc from 'fast-check';
import { html, Markup, raw, xml } from '../../status-page/markup';
import { decode, skeleton } from './read-html';

const nasty = [
  '</title><script>alert(1)</script>',
  '--><img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)',
  "' autofocus onfocus='alert(1)",
  'javascript:alert(1)',
  '&lt;b&gt;',
  '${7*7}{{7*7}}',
  ']]><!--',
  '\u202egnihton\u2066\u2069',
  '\u0000\u0008\ud800',
];
const anyText = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary' }), fc.string());
const around = (text: string) => html`<p title="${text}" class="${text}">a ${text} b <b>${[text, text]}</b></p>`.text;

test('B4: no text changes the tags and attributes around it', () => {
  const plain = skeleton(around('x'));
  expect(plain).toEqual(['p title class', 'b', '/b', '/p']);
  fc.assert(fc.property(anyText, (text) => expect(skeleton(around(text))).toEqual(plain)));
});

test('the reader of tags in these tests sees what a browser sees', () => {
  expect(skeleton('<a b="<i>" c=\'>\' d=e f><style><x></style></a><br/>')).toEqual([
    'a b c d f',
    'style',
    '/style',
    '/a',
    'br',
  ]);
  expect(skeleton('<b title="" onload="x">')).not.toEqual(skeleton('<b title="onload=x">'));
});

test('harmless text comes out as it went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...`a<>&"'=ü😀\n`) }), (text) =>
      expect(decode(html`${text}`.text)).toBe(text),
    ),
  );
});

test('characters that turn the reading direction, or that no file may hold, are gone', () => {
  expect(html`a${'\u202e\u2066b\u2069\u200f\u061c'}c`.text).toBe('abc');
  expect(xml`a${'\u0000\u000b\u001f\ufffe'}b${'\ud800'}`.text).toBe('ab\ufffd');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // The whole set of characters that XML 1.0 allows (its production 2).
      expect(xml`${text}`.text).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
    }),
  );
});

test('markup, lists and nothing pass as they are; numbers are words', () => {
  const item = (name: string) => html`<li>${name}</li>`;
  expect(html`${['a', '<'].map(item)}${undefined}${false}${7}`.text).toBe('<li>a</li><li>&lt;</li>7');
  expect(html`${raw`<hr>`}`.text).toBe('<hr>');
});

test('something that only looks like markup is refused', () => {
  const forged = { text: '<script>' } as unknown as Markup;
  expect(() => html`${forged}`).toThrow('takes text');
});

test('a hole without quotes, or as the name of a tag, is refused', () => {
  expect(() => html`<p title=${'x'}></p>`).toThrow('must stand in text or in a quoted attribute');
  expect(() => html`<${'p'}></${'p'}>`).toThrow('must stand in text or in a quoted attribute');
  expect(() => html`<!-- ${'x'} -->`).toThrow('must stand in text or in a quoted attribute');
});
