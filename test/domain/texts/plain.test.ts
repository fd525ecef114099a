import fc from 'fast-check';
import { cut, oneLine, toGsm, toSubject } from '../../../domain/texts/plain';
import { gsmSeptets } from '../../support/gsm-septets';

test('B5: foreign text comes on one line, without control and direction characters', () => {
  expect(oneLine('a\r\nACK by 03:07\tb\u0000c\u202ed\u2028e')).toBe('a ACK by 03:07 b c d e');
});

test('a link in foreign text cannot pass for ours', () => {
  expect(oneLine('see HTTPS://evil.example/a and http://x')).toBe('see HxxPS:evil.example/a and hxxp:x');
});

test('a cut never goes through a character', () => {
  expect(cut('😀😀😀😀', 3)).toBe('😀..');
  expect(cut('abc', 3)).toBe('abc');
  expect(cut('abcd', 2)).toBe('ab');
  expect(cut('abcd', 0)).toBe('');
});

test('an SMS has no character that takes two septets or none of the alphabet', () => {
  expect(toGsm('“Kasse” – Prüfung… 5 € [~^{|\\}]')).toBe('"Kasse" - Prüfung... 5 EUR (-\'(//))');
  expect(toGsm('Łódź č ő 支 😀')).toBe('?odz c o ? ?');
});

test('any text at all: each character of the SMS is one septet', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const sms = toGsm(oneLine(text));
      expect(gsmSeptets(sms)).toBe(sms.length);
    }),
  );
});

test('a subject that would begin with a lone accent does not begin with a space', () => {
  expect([toSubject('¨ disk full'), toSubject('¨')]).toEqual(['disk full', 'Tocsin']);
});

test('any text at all: the subject is printable ASCII, 1 to 99 characters, and does not begin with a space', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(toSubject(text)).toMatch(/^[\x21-\x7E][\x20-\x7E]{0,98}$/);
    }),
  );
});
