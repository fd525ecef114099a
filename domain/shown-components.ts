import { isInForce, settingInterval, settingTouchedAt } from './component-setting';
import { latest, type Instant } from './instant';
import type { PublicMaintenance } from './maintenance';
import { isUnderWay, maintenanceInterval } from './shown-maintenances';
import type { ComponentState, NoticeWithUpdates, PublicText } from './notice';
import { claimedBy, endOf } from './notice-course';
import { worse } from './notice-policy';
import type { Component, PublicSnapshot, StatusPageSettings } from './status-page';
import { uptimeRecord, type UptimeRecord } from './uptime';

/** A component as it is shown: its state now, why, and how it was. */
export interface ShownComponent extends Component {
  /** Counted over groups and components together, from 1. */
  readonly position: number;
  readonly state: ComponentState;
  /** What a person wrote who set the state by hand. */
  readonly words?: PublicText;
  readonly uptime: UptimeRecord;
  /** Its own, newest first. */
  readonly notices: readonly NoticeWithUpdates[];
  readonly maintenances: readonly PublicMaintenance[];
  /** When anything about it last changed. */
  readonly touchedAt: Instant;
}

/** A group as it is shown. It has no state of its own: the worst of its components is its state. */
export interface ShownGroup {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly position: number;
  readonly state: ComponentState;
  /** Ids, in the order of the configuration. */
  readonly components: readonly string[];
}

/**
 * Components and groups in the order of the configuration; a group stands where its first component stands.
 * @param snapshot notices and maintenances newest first
 */
export function showComponents(
  snapshot: PublicSnapshot,
  settings: StatusPageSettings,
  now: Instant,
): { readonly components: readonly ShownComponent[]; readonly groups: readonly ShownGroup[] } {
  const rows = inOrder(settings);
  const notices = new Map<string, NoticeWithUpdates[]>(settings.components.map(({ id }) => [id, []]));
  for (const shown of snapshot.notices) notices.get(shown.notice.component?.id ?? '')?.push(shown);
  const shown = new Map(
    settings.components.map(
      (component) =>
        [component.id, showComponent({ ...snapshot, notices: notices.get(component.id)! }, component, now)] as const,
    ),
  );
  const components = rows.flatMap((row, index) =>
    'component' in row ? [{ ...shown.get(row.component.id)!, position: index + 1 }] : [],
  );
  const groups = rows.flatMap((row, index): ShownGroup[] => {
    if ('component' in row) return [];
    const members = components.filter(({ group }) => group === row.group.id);
    const state = members.map((member) => member.state).reduce<ComponentState>(worse, 'operational');
    const { id, name, description } = row.group;
    return [{ id, name, description, position: index + 1, state, components: members.map((member) => member.id) }];
  });
  return { components, groups };
}

type Row = { readonly group: NonNullable<StatusPageSettings['groups']>[number] } | { readonly component: Component };

function inOrder({ components, groups = [] }: StatusPageSettings): Row[] {
  const done = new Set<string>();
  return components.flatMap((component): Row[] => {
    const group = groups.find(({ id }) => id === component.group);
    if (!group) return [{ component }];
    if (done.has(group.id)) return [];
    done.add(group.id);
    return [{ group }, ...components.filter((each) => each.group === group.id).map((each) => ({ component: each }))];
  });
}

/** @param snapshot with the notices of this component alone */
function showComponent(snapshot: PublicSnapshot, component: Component, now: Instant): Omit<ShownComponent, 'position'> {
  const { notices } = snapshot;
  const settings = snapshot.settings.filter((setting) => setting.component === component.id);
  const maintenances = snapshot.maintenances.filter(({ components }) =>
    components.some((each) => each.id === component.id),
  );
  const inForce = settings.filter((setting) => isInForce(setting, now));
  const { id, name, description, group } = component;
  return {
    id,
    name,
    description,
    group,
    state: [
      ...openClaims(notices),
      ...inForce.map(({ state }) => state),
      ...maintenances.filter(isUnderWay).map(() => 'under_maintenance' as const),
    ].reduce<ComponentState>(worse, 'operational'),
    words: inForce.find(({ state }) => state !== 'operational')?.words,
    uptime: uptimeRecord(
      [
        ...notices.flatMap(({ notice }) => claimedBy(notice)),
        ...settings.flatMap(settingInterval),
        ...maintenances.flatMap(maintenanceInterval),
      ],
      snapshot.startedOn,
      now,
    ),
    notices,
    maintenances,
    touchedAt: latest(
      snapshot.startedOn,
      ...notices.map(({ notice }) => notice.changedAt),
      ...settings.map((setting) => settingTouchedAt(setting, now)),
      ...maintenances.map(({ changedAt }) => changedAt),
    ),
  };
}

function openClaims(notices: readonly NoticeWithUpdates[]): ComponentState[] {
  return notices.filter(({ notice }) => endOf(notice) === undefined).map(({ notice }) => notice.claims);
}
