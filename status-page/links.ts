/** Where a notice lives for ever, from the root of the site: `/incidents/<id>.html`. Harmless whatever the id. */
export function incidentLink(noticeId: string): string {
  return `/${incidentPath(noticeId)}`;
}

/** The same as the name of a file. */
export function incidentPath(noticeId: string): string {
  return `incidents/${harmless(noticeId)}.html`;
}

/** Everything that a component has of its own. */
export function componentPaths(id: string) {
  const name = harmless(id);
  return {
    page: `components/${name}.html`,
    feed: `components/${name}.atom`,
    rss: `components/${name}.rss`,
    badge: `badges/${name}.svg`,
    uptime: `uptime/${name}.json`,
  } as const;
}

/** Where a maintenance is told, from its plan to its end. */
export function maintenancePath(id: string): string {
  return `maintenance/${harmless(id)}.html`;
}

/** @param month `2027-03` */
export function monthPath(month: string): string {
  return `history/${month}.html`;
}

/** The link if it leads to a site over https or opens a mail, else undefined: no `javascript:` ever becomes a link. */
export function safeLink(link: string | undefined): string | undefined {
  return link !== undefined && /^(https:\/\/|mailto:)[^\s"'<>\\]+$/i.test(link) ? link : undefined;
}

function harmless(id: string): string {
  return id.replace(/[^\w-]/g, '-');
}
