import fc from 'fast-check';
import { toJson } from '../../status-page/to-json';

test('JSON could stand inside a script: no <, no line separators', () => {
  expect(toJson({ a: '</script>\u2028\u2029' })).toBe(String.raw`{"a":"\u003c/script>\u2028\u2029"}`);
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const clean = text.replace(/\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, '');
      expect(JSON.parse(toJson({ [clean]: [clean, 1, null] }))).toEqual({ [clean]: [clean, 1, null] });
    }),
  );
});

test('marks that turn the reading direction are gone', () => {
  expect(toJson({ body: 'a\u202eb' })).toBe('{"body":"ab"}');
});
