/** Where a notice lives for ever, from the root of the site: `/incidents/<id>.html`. Harmless whatever the id. */
export function incidentLink(noticeId: string): string {
  return `/${incidentPath(noticeId)}`;
}

/** The same as the name of a file. */
export function incidentPath(noticeId: string): string {
  return `incidents/${noticeId.replace(/[^\w-]/g, '-')}.html`;
}

/** The link if it leads to a site over https or opens a mail, else undefined: no `javascript:` ever becomes a link. */
export function safeLink(link: string | undefined): string | undefined {
  return link !== undefined && /^(https:\/\/|mailto:)[^\s"'<>\\]+$/i.test(link) ? link : undefined;
}
