/** Marks that turn the direction of the text after them: with one, an alarm could make the rest of the page read backwards. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What XML 1.0 cannot hold at all, apart from lone surrogates, and the C1 controls that nobody types. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

const loneSurrogates = /\p{Surrogate}/gu;

/** All of these, and surrogates that are not alone: most texts hold none of them, and are as they should be. */
const doubtful =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]/;

/** The text without characters that could change how the text around it is read, and without those no file format may hold. */
export function cleanText(text: string): string {
  if (!doubtful.test(text)) return text;
  return text.replace(directionMarks, '').replace(controls, '').replace(loneSurrogates, '\ufffd');
}
