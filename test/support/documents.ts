import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** One Markdown document of the project. */
export interface Document {
  /** From the project's folder: `docs/deploy.md`. */
  readonly path: string;
  readonly text: string;
}

/** The documents for people: those at the top, and all of `docs/`. */
export function documents(): Document[] {
  const within = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return folder === '.' ? [] : within(path);
      return entry.name.endsWith('.md') ? [path] : [];
    });
  return [...within('.'), ...within('docs')].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** What is wrong with the relative links of a document, a line each: a file that is not there, a heading that is not in it. */
export function brokenLinks({ path, text }: Document): string[] {
  return linksIn(text).flatMap((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : relative(root, resolve(root, dirname(path), file));
    if (!existsSync(join(root, target))) return [`${path}: ${link} leads to ${target}, which is not there`];
    if (anchor === undefined) return [];
    const headings = anchorsIn(readFileSync(join(root, target), 'utf8'));
    return headings.includes(anchor) ? [] : [`${path}: ${link} leads to a heading that ${target} does not have`];
  });
}

/** The relative links and pictures of a text, code left out. */
export function linksIn(text: string): string[] {
  const links = [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].map(([, link]) => link!);
  return links.filter((link) => !/^[a-z]+:/i.test(link));
}

/** The anchors of a document's headings, as GitHub makes them. */
export function anchorsIn(text: string): string[] {
  const known = new Map<string, number>();
  return [...text.replace(/^```[^]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => {
    const words = heading!.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '');
    const anchor = words.trim().replace(/\s/g, '-');
    const before = known.get(anchor) ?? 0;
    known.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

const folders = 'bin|bench|config|docs|domain|lambdas|lib|local|runbooks|status-page|test';

/** Paths of this project that a document names as code, without those that hold a place: `lambdas/<name>/handler.ts`. */
export function pathsIn(text: string): string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!);
  const path = new RegExp(`^(?:(?:${folders})/[\\w./-]*|[\\w-]+\\.(?:md|json|cjs|mjs))$`);
  return spans.filter((span) => path.test(span));
}

/** The lines of a document that can be typed: fenced code and code spans. */
export function commandsIn(text: string): string {
  const fences = [...text.matchAll(/^```\w*\n([^]*?)^```/gm)].map(([, code]) => code!);
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!);
  return [...fences, ...spans].join('\n');
}

function withoutCode(text: string): string {
  return text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
}
