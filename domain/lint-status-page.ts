import { contrast, readable } from './contrast';
import { repeated, unknownReference, type Finding } from './finding';
import { leaksIn } from './public-text';
import type { Brand, PageDomain, StatusPageSettings } from './status-page';

/** The grounds that links stand on, by scheme: a test holds them against the page's style. */
export const grounds = { light: ['#f7f6f3', '#ffffff'], dark: ['#131619', '#1c2024'] } as const;

/** Every page carries the logo, and the whole front page shall weigh no more than 8 KB. */
const longestLogo = 2_000;

/** What is wrong with what customers will see. */
export function lintStatusPage(settings: StatusPageSettings): Finding[] {
  const { components, groups = [], supportUrl, brand, domain } = settings;
  const groupIds = groups.map(({ id }) => id);
  return [
    ...repeated(
      components.map(({ id }) => id),
      (index) => `statusPage.components[${index}].id`,
    ),
    ...repeated(
      [...components.map(({ id }) => id), ...groupIds],
      (index) =>
        `statusPage.${index < components.length ? `components[${index}]` : `groups[${index - components.length}]`}.id`,
    ).filter(({ place }) => place.startsWith('statusPage.groups')),
    ...components.flatMap(({ group }, index) =>
      unknownReference(`statusPage.components[${index}].group`, group, 'group', groupIds),
    ),
    ...groups.flatMap(({ id }, index) =>
      components.some(({ group }) => group === id)
        ? []
        : [
            {
              place: `statusPage.groups[${index}]`,
              problem: `no component is in ${id}`,
              mend: 'Put one in, or leave the group out.',
            },
          ],
    ),
    ...components.flatMap(({ id, name, description = '', ifFailing = '' }, index) =>
      lintWords(`statusPage.components[${index}] (${id})`, `${name}. ${description} ${ifFailing}`),
    ),
    ...groups.flatMap(({ id, name, description = '' }, index) =>
      lintWords(`statusPage.groups[${index}] (${id})`, `${name}. ${description}`),
    ),
    ...lintSupport(supportUrl),
    ...lintBrand(brand ?? {}),
    ...(domain ? lintDomain(domain) : []),
  ];
}

function lintWords(place: string, words: string): Finding[] {
  return leaksIn(words).map(({ what, piece }) => ({
    place,
    problem: `customers would read ${what}, ${piece}`,
    mend: 'Say it in plain words.',
  }));
}

function lintSupport(supportUrl: string | undefined): Finding[] {
  if (supportUrl === undefined || /^(https:\/\/|mailto:)\S+$/.test(supportUrl)) return [];
  const problem = `${supportUrl} is not a link for customers`;
  return [{ place: 'statusPage.supportUrl', problem, mend: 'Write https://… or mailto:…' }];
}

function lintDomain({ name, certificateArn }: PageDomain): Finding[] {
  const findings: Finding[] = [];
  if (!/^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/.test(name))
    findings.push({
      place: 'statusPage.domain.name',
      problem: `${name} is not the name of a domain`,
      mend: 'Write it in small letters, without https:// and without a path: status.example.com',
    });
  const [, region] = /^arn:aws[\w-]*:acm:([\w-]+):\d{12}:certificate\/[\w-]+$/.exec(certificateArn) ?? [];
  if (region !== 'us-east-1')
    findings.push({
      place: 'statusPage.domain.certificateArn',
      problem: region === undefined ? `${certificateArn} is not a certificate` : `the certificate is in ${region}`,
      mend: 'Request it in us-east-1, where alone CloudFront finds it: arn:aws:acm:us-east-1:<account>:certificate/<id>',
    });
  return findings;
}

function lintBrand({ logo, accent }: Brand): Finding[] {
  const findings: Finding[] = [];
  if (logo !== undefined && !/^<svg[\s>][\s\S]*<\/svg>\s*$/.test(logo))
    findings.push({
      place: 'statusPage.brand.logo',
      problem: 'it is not an SVG',
      mend: 'Write <svg …>…</svg>, and nothing around it.',
    });
  if (logo !== undefined && logo.length > longestLogo)
    findings.push({
      place: 'statusPage.brand.logo',
      problem: `it has ${logo.length} characters, and every page carries it`,
      mend: `Draw it with ${longestLogo} at most.`,
    });
  for (const scheme of ['light', 'dark'] as const) findings.push(...lintAccent(scheme, accent?.[scheme]));
  return findings;
}

function lintAccent(scheme: keyof typeof grounds, colour: string | undefined): Finding[] {
  if (colour === undefined) return [];
  const place = `statusPage.brand.accent.${scheme}`;
  if (!/^#[\da-f]{6}$/i.test(colour)) return [{ place, problem: `${colour} is no colour`, mend: 'Write #rrggbb.' }];
  const worst = Math.min(...grounds[scheme].map((ground) => contrast(colour, ground)));
  if (worst >= readable) return [];
  const mend = `Take a ${scheme === 'light' ? 'darker' : 'lighter'} one: links need ${readable} : 1.`;
  return [{ place, problem: `${colour} has only ${worst.toFixed(1)} : 1 on a ${scheme} page`, mend }];
}
