import { shown } from './sample-history';
import type { PublicSnapshot } from '../../domain/status-page';
import { incidentPath } from '../../status-page/links';
import { planStatusPage } from '../../status-page/render-status-page';

const time = (of: string) => `<time datetime="{{ ${of} }}">{{ ${of} | date: "%H:%M" }} UTC</time>`;
const day = (of: string) => `<time datetime="{{ ${of} }}">{{ ${of} | date: "%-d %B %Y" }}</time>`;
const name = '{{ notice.component.name | escape }}';
const sign = (state: string) =>
  `<svg class="sign" width="24" height="24" aria-hidden="true" focusable="false"><use href="#${state}" /></svg>`;

const sentences = `{% case update.kind %}{% when 'automatic' %}<p>{{ update.ifFailing | escape }}</p>
<p>Our monitoring has seen this since ${time('notice.startedAt')}, and an engineer is working on it.</p>
<p>We do not yet know the cause or how many customers are affected.</p>
<p class="aside">This first notice was posted automatically at ${time('update.at')}.</p>
{% when 'resolved' %}{% assign from = notice.startedAt | date: "%s" %}{% assign to = update.at | date: "%s" %}
<p>Resolved at ${time('update.at')}. {{ update.text | escape }} The problem lasted {{ to | minus: from | divided_by: 60 }} minutes (${time('notice.startedAt')} to ${time('update.at')}). We do not yet know the cause.</p>
{% else %}<p>{{ update.text | escape }}</p>{% endcase %}`;

const incident = `<article class="notice operational"><p class="state">${sign('operational')}{{ notice.status | capitalize }}</p>
<h1>A problem with ${name}</h1><p class="aside">${day('notice.startedAt')}</p>
{% assign updates = notice.updates | reverse %}{% for update in updates %}
{% if forloop.index0 == 1 %}<div class="earlier"><h2>Earlier updates</h2>{% endif %}
<div class="update"><p class="when"><b>{{ update.status | capitalize }}</b> · ${time('update.at')}</p>${sentences}</div>
{% endfor %}</div></article><p class="more"><a href="/">Current status</a></p>`;

const list = (of: string) => `<ul class="list">{% for notice in ${of} %}
<li><a href="/incidents/{{ notice.id }}.html">A problem with ${name}</a><p>${day('notice.startedAt')} ·
<span class="state partial_outage">${sign('partial_outage')}Partial outage</span> · {{ notice.status }}</p></li>{% endfor %}</ul>`;

const entries = `{% for notice in recent %}<entry><id>/incidents/{{ notice.id }}.html</id><title>A problem with ${name}</title>
<updated>{{ notice.changedAt }}</updated><content type="html">{% for update in notice.updates %}{{ update.text | escape }}{% endfor %}</content></entry>{% endfor %}`;

const page = (permalink: string, data: string, body: string) =>
  `---\nlayout: frame.liquid\npermalink: "${permalink}"\n${data}\n---\n${body}`;
const each = (of: string, alias: string) => `pagination: { data: ${of}, size: 1, alias: ${alias} }`;

/**
 * A site for Eleventy that tells of the same incidents on the same pages: each incident word by word, in our own frame with its style and
 * script; each component and month with its list, the front page, a feed. It has neither bars nor uptime, nor what is made for programs.
 */
export function eleventySite(snapshot: PublicSnapshot): Readonly<Record<string, string>> {
  const ours = shown(snapshot);
  const [first] = ours.recent;
  const own = planStatusPage(ours)
    .find(({ path }) => path === incidentPath(first!.notice.id))!
    .render();
  const frame = own
    .replace(/<main>[\s\S]*<\/main>/, '<main>{{ content }}</main>')
    .replace(/<title>[^<]*<\/title>/, '<title>{{ notice.title | default: "Status" | escape }}</title>')
    .replace(/(description" content=")[^"]*/g, '$1{{ notice.updates.last.text | escape }}');
  const told = ours.recent.map(({ notice, updates }) => ({ ...notice, updates }));
  const data = {
    notices: told,
    recent: told.slice(0, 30),
    components: ours.components.map(({ id, name: called, notices }) => ({
      ...{ id, name: called },
      notices: notices.slice(0, 50).map(({ notice }) => notice),
    })),
    months: ours.months.map(({ month, notices }) => ({ month, notices: notices.map(({ notice }) => notice) })),
  };
  return {
    ...Object.fromEntries(Object.entries(data).map(([file, value]) => [`_data/${file}.json`, JSON.stringify(value)])),
    '_includes/frame.liquid': frame,
    'incident.liquid': page('incidents/{{ notice.id }}.html', each('notices', 'notice'), incident),
    'component.liquid': page(
      'components/{{ component.id }}.html',
      each('components', 'component'),
      `<h1>{{ component.name | escape }}</h1>${list('component.notices')}`,
    ),
    'month.liquid': page(
      'history/{{ month.month }}.html',
      each('months', 'month'),
      `<h1>{{ month.month }}</h1>${list('month.notices')}`,
    ),
    'index.liquid': page(
      'index.html',
      '',
      `{% for component in components %}<p>{{ component.name | escape }}</p>{% endfor %}${list('recent')}`,
    ),
    'feed.liquid': `---\npermalink: feed.atom\n---\n<feed xmlns="http://www.w3.org/2005/Atom">${entries}</feed>`,
  };
}
